import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slipIn } from '../../src/flows/machine/typed-code.ts';
import { inOnePiece } from '../../src/text/typed.ts';

for (const [typed, how] of [
  ['123456', 'as it is shown'],
  ['123 456', 'with the blank of the apps'],
  ['１２３４５６', 'in full-width digits'],
  ['１２３　４５６', 'with a full-width blank'],
  [' 123456\n', 'pasted with blanks and a line end'],
  ['123\u00a0456', 'with a blank that does not break'],
  ['123\u2009456', 'with a thin blank'],
  ['\u200b123456\ufeff', 'with marks that cannot be seen'],
  ['123-456', 'with a hyphen'],
  ['123－456', 'with a full-width hyphen'],
  ['123ー456', 'with the sign for a long vowel'],
  ['123−456', 'with a minus'],
  ['123–456', 'with a dash'],
  ['123·456', 'with a middle dot'],
  ['123・456', 'with a Japanese middle dot'],
  ['123.456', 'with a dot'],
  ['1_2_3_4_5_6', 'with underscores'],
  ['١٢٣٤٥٦', 'in the digits of an Arabic keyboard'],
  ['۱۲۳۴۵۶', 'in Persian digits'],
  ['12３۴५٦', 'in digits of several scripts'],
  ['123456。', 'with the stop of a Japanese keyboard'],
  ['コード：123456', 'with its label'],
] as const) {
  test(`a code is read ${how}: ${JSON.stringify(typed)}`, () => {
    assert.equal(inOnePiece(typed), '123456');
    assert.equal(slipIn(typed, { asked: 'app', digits: 6, otherDigits: 8 }), undefined);
  });
}

for (const [typed, asked, slip] of [
  ['', 'app', 'empty'],
  [' -　', 'app', 'empty'],
  ['12345a', 'app', 'not-digits'],
  ['12345O', 'app', 'not-digits'],
  ['+123456', 'app', 'not-digits'],
  ['123,456', 'app', 'not-digits'],
  ['12345', 'app', 'too-short'],
  ['1234567', 'app', 'too-long'],
  ['12345678', 'app', 'mail-code'],
  ['123456789', 'app', 'too-long'],
  ['123456', 'mail', 'app-code'],
  ['12345', 'mail', 'too-short'],
  ['1234567', 'mail', 'too-short'],
  ['123456789', 'mail', 'too-long'],
  ['12345678', 'mail', undefined],
] as const) {
  test(`where the code of the ${asked} is asked for, ${JSON.stringify(typed)} is ${slip ?? 'fine'}`, () => {
    const rule = asked === 'app' ? { asked, digits: 6, otherDigits: 8 } : { asked, digits: 8, otherDigits: 6 };
    assert.equal(slipIn(typed, rule), slip);
  });
}

test('where both codes are equally long, none is taken for the other', () => {
  const rule = { asked: 'app', digits: 6, otherDigits: 6 } as const;
  assert.deepEqual(
    ['123456', '12345678', '1'].map((typed) => slipIn(typed, rule)),
    [undefined, 'too-long', 'too-short'],
  );
});
