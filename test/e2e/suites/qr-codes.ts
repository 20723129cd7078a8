import assert from 'node:assert/strict';
import test from 'node:test';
import type { BrowserContextOptions } from 'playwright-core';
import { scan } from '../../support/authenticator.ts';
import { newPerson, type Person } from '../../support/person.ts';
import { stage } from '../../support/stage.ts';
import { hasZbarimg } from '../../support/zbarimg.ts';

const looks: { name: string; options: BrowserContextOptions }[] = [
  ...[1, 1.25, 1.5, 2, 3].map((ratio) => ({
    name: `at ${ratio} device pixels each`,
    options: { deviceScaleFactor: ratio },
  })),
  { name: 'on a dark page', options: { colorScheme: 'dark' } },
  { name: 'in forced colours', options: { colorScheme: 'dark', forcedColors: 'active' } },
  { name: 'in a window of 320 px', options: { viewport: { width: 320, height: 700 } } },
];

/** Somebody whose set-up has begun: whatever browser they open shows the same key. */
let begun: Promise<{ person: Person; uri: string }> | undefined;
async function begin() {
  const person = await newPerson(stage.demo);
  await person.verifyMail();
  const { key } = (await (await person.ask('POST', 'apps', { kind: 'smartphone' })).json()) as { key: { uri: string } };
  return { person, uri: key.uri };
}

const reason = hasZbarimg ? '' : ' [skipped: zbarimg is missing]';
for (const { name, options } of looks) {
  test(`a picture of the screen holds the QR code with the key ${name}${reason}`, { skip: !hasZbarimg }, async () => {
    begun ??= begin();
    const { person, uri } = await begun;
    const { visitor } = await stage.visit({ person, ...options });
    await visitor.sees(visitor.words.keyOfAnyApp);
    assert.equal((await scan(visitor)).uri, uri);
  });
}
