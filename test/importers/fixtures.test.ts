import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readKeys, type Reading } from '../../src/importers/index.ts';
import { base32Decode } from '../../src/core/otp.ts';

/**
 * Export files of other projects' test suites and of a real browser extension. They stay under their own licences and
 * outside this repository; who has them beside it runs them all.
 */
const folder = new URL('../../../shared/fixtures/imports/', import.meta.url);

interface Expected {
  type?: string;
  issuer: string;
  account: string;
  secret: string;
  algorithm?: string;
  digits?: number;
  period?: number;
  trashed?: boolean;
}
interface Fixture {
  file: string;
  format: string;
  password?: string;
  expected?: Expected[];
  mustFail?: string;
}

const bytesOf = (file: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(file, folder)));
const json = <T>(file: string): T => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as T;

// Left-over bits are dropped on both sides: some of these keys have an impossible length.
const hexOf = (base32: string): string => Buffer.from(base32Decode(base32) ?? []).toString('hex');

const isKept = ({ type = 'totp', algorithm = 'SHA1', trashed }: Expected): boolean =>
  type === 'totp' && !trashed && ['SHA1', 'SHA256', 'SHA512'].includes(algorithm);

/** Order is not compared: the extension sorts by random names. */
function compare(reading: Reading, expected: Expected[]): void {
  assert.equal(reading.at, 'read');
  if (reading.at !== 'read') return;
  const line = (parts: unknown[]) => parts.join(' | ');
  const mine = reading.entries.map(({ issuer, account, key }) =>
    line([issuer, account, hexOf(key.secret.reveal()), key.algorithm, key.digits, key.periodS]),
  );
  const theirs = expected
    .filter(isKept)
    .map(({ issuer, account, secret, algorithm = 'SHA1', digits = 6, period = 30 }) =>
      line([issuer.trim(), account.trim(), hexOf(secret), algorithm, digits, period]),
    );
  assert.deepEqual(mine.sort(), theirs.sort());
}

/** Lines of addresses say nothing about who wrote them, unless there is a mark of ente's in them. */
const formatsOf = (format: string): string[] =>
  ({ 'otpauth-lines': ['otpauth'], ente: ['ente', 'otpauth'], 'authenticator-extension': [format, 'otpauth'] })[
    format
  ] ?? (format === 'freeotp' ? ['freeotp', 'freeotp-plus'] : [format]);

function check({ file, format: written, password, expected, mustFail }: Fixture): void {
  if (mustFail || !expected) {
    test(`${file} is refused: ${mustFail}`, async () => {
      const reading = await readKeys(bytesOf(file));
      assert.equal(reading.at, 'unreadable');
    });
    return;
  }
  test(`${file} gives its ${expected.filter(isKept).length} time-based entries and rejects the others`, async () => {
    const reading = await readKeys(bytesOf(file), { ...(password && { password }) });
    compare(reading, expected);
    assert.ok(formatsOf(written).includes(reading.format ?? ''), reading.format);
    const others = expected.length - expected.filter(isKept).length;
    const isIntruder = file.includes('intruder') ? 1 : 0;
    assert.equal(reading.at === 'read' && reading.rejected.length, others + isIntruder);
  });
  if (!password) return;
  test(`${file} asks for its password, and says when it is another`, async () => {
    const locked = await readKeys(bytesOf(file));
    assert.equal(locked.at === 'locked' && locked.isWrong, false);
    const wrong = await readKeys(bytesOf(file), { password: `${password}x` });
    assert.equal(wrong.at === 'locked' && wrong.isWrong, true);
  });
}

if (existsSync(folder)) {
  json<Fixture[]>('expected.json').forEach(check);
  const extension = json<{ files: Record<string, { password?: string; entries: Expected[] }> }>(
    'authenticator-extension/expected.json',
  );
  for (const [name, { password, entries }] of Object.entries(extension.files)) {
    const file = `authenticator-extension/${name}`;
    check({ file, format: 'authenticator-extension', expected: entries, ...(password && { password }) });
  }
} else {
  test('files of other projects are not beside the repository: nothing is compared with them', () => undefined);
}
