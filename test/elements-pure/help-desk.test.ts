import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpDeskText } from '../../src/screens/help-desk.ts';
import { nowMs } from '../flows/samples.ts';

const facts = {
  flow: 'mail',
  step: 'code',
  locale: 'ja',
  problems: ['offline', 'invalid_code'],
  clockAheadMs: -47_300,
} as const;
const about = { userAgent: 'Lynx/2.9', nowMs, origin: 'https://www.example.ac.jp' };

test('the lines for the help desk say when, where, what went wrong and how far the clock is off', () => {
  const [product, ...lines] = helpDeskText(facts, about).split('\n');
  assert.match(product!, /^mfa-elements \d+\.\d+\.\d+/);
  assert.deepEqual(lines, [
    'time: 2026-10-05T03:00:00.000Z',
    'step: mail / code',
    'problems: offline, invalid_code',
    'page: https://www.example.ac.jp (is it in allowedOrigins of the service?)',
    'clock ahead of server: -47 s',
    'language: ja',
    'browser: Lynx/2.9',
  ]);
});

test('what is not known is said to be so', () => {
  const text = helpDeskText({ ...facts, problems: [], clockAheadMs: undefined }, about);
  assert.match(text, /^problems: none$/m);
  assert.match(text, /^page: https:\/\/www\.example\.ac\.jp$/m);
  assert.match(text, /^clock ahead of server: unknown$/m);
});

test('only the last five problems are told, and no more of the browser than it takes', () => {
  const problems = Array.from({ length: 9 }, () => 'offline' as const);
  const text = helpDeskText({ ...facts, problems }, { ...about, userAgent: 'x'.repeat(10_000) });
  assert.equal(text.match(/offline/g)?.length, 5);
  assert.ok(text.length < 600);
});
