import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTemplates, msg, withLocale } from '../../src/localization/msg.ts';
import { appWords } from '../support/app-words.ts';
import { chunks } from '../support/chunks.ts';
import { pairingWords } from '../support/pairing-words.ts';
import { transferWords } from '../support/transfer-words.ts';
import { words } from '../support/words.ts';

/**
 * Labels in both languages against lists that people typed from the screens: two translations that were exchanged, or
 * a label that lost its meaning, is seen here without a browser.
 */
const typed: Record<string, string> = {
  Back: '戻る',
  Cancel: 'やめる',
  Undo: '元に戻す',
  Remove: '削除',
  Rename: '名前を変更',
  Save: '保存',
  Stop: '中止',
  Copied: 'コピーしました',
  'Try again': 'もう一度試す',
  'They are the same': '同じです',
  'They differ': '違います',
  'Show the codes': 'コードを表示する',
  'Sign in': 'ログイン',
  'I have signed in': 'ログインしました',
};
const tables = [words, appWords, pairingWords, transferWords].flatMap(({ en, ja }) =>
  Object.entries(en).flatMap(([name, english]): [string, string][] => {
    // In English it is the same as another message, once the place for the app is filled.
    if (name === 'keyOfAnyApp') return [];
    const japanese = (ja as Record<string, unknown>)[name];
    return typeof english === 'string' && typeof japanese === 'string' ? [[english, japanese]] : [];
  }),
);

for (const templates of await Promise.all(Object.values(chunks.ja).map((load) => load())))
  addTemplates('ja', templates.templates);
const japaneseOf = (english: string): string => withLocale('ja', () => msg(english));

test('a label says in Japanese what people read there', () => {
  const pairs = [...Object.entries(typed), ...tables];
  // Names, and texts with places to fill, are no messages by themselves.
  const known = pairs.filter(([english]) => japaneseOf(english) !== english);
  assert.ok(known.length >= 150, `${known.length} labels are known`);
  assert.deepEqual(
    Object.keys(typed).filter((english) => japaneseOf(english) === english),
    [],
  );
  assert.deepEqual(
    known.flatMap(([english, japanese]) =>
      japaneseOf(english) === japanese ? [] : [[english, japanese, japaneseOf(english)]],
    ),
    [],
  );
});
