import assert from 'node:assert/strict';
import { showed, sight, type Authenticator } from './authenticator.ts';
import { qrPicture, type Exported } from './migration.ts';
import { transferWords } from './transfer-words.ts';
import type { Visitor } from './visitor.ts';

export const google = 'Google Authenticator';
export const extension = 'Authenticator';

/** How the page names an entry that it has read. */
export const nameOf = ({ issuer, account }: Exported): string => `${issuer} · ${account}`;

/** At the reader, manual 2-5: opens the way that takes pictures. */
export async function toReader(visitor: Visitor): Promise<void> {
  const own = transferWords[visitor.language];
  await visitor.sees(own.bring);
  await visitor.press(own.asPicture);
}

/** Picks picture files in the reader, as a person does in the file dialog. */
export async function pick(visitor: Visitor, texts: string[]): Promise<void> {
  const files = texts.map((text, at) => ({ name: `code-${at}.png`, mimeType: 'image/png', buffer: qrPicture(text) }));
  await visitor.wizard.getByLabel(transferWords[visitor.language].file).setInputFiles(files);
}

/** What the page shows as the live code is the code that the app shows at this moment. */
export async function assertLive(visitor: Visitor, app: Authenticator): Promise<void> {
  const seen = await sight(() => visitor.wizard.locator('mfa-live-code .digits').innerText());
  assert.ok(showed(app, seen), `${seen.digits} is the code of now`);
}
