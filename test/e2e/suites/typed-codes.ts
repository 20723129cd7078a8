import assert from 'node:assert/strict';
import test from 'node:test';
import { authenticatorFrom, judges } from '../../support/authenticator.ts';
import { stage } from '../../support/stage.ts';
import { Visitor } from '../../support/visitor.ts';
import { finish, toAppCode, toKey, toMailCode } from '../../support/walks.ts';

async function atAppCode(language: 'en' | 'ja' = 'en') {
  const { visitor, person } = await stage.visit({ hasMail: true, language });
  await toKey(visitor);
  const app = authenticatorFrom(`otpauth://totp/x?secret=${await visitor.key()}`);
  await toAppCode(visitor);
  /** Paths of the codes sent. */
  const sent: string[] = [];
  visitor.page.on('request', (request) => {
    if (request.url().endsWith('/confirm')) sent.push(request.url());
  });
  return { visitor, person, app, words: visitor.words, sent };
}

const fullWidth = (digits: string): string =>
  digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

for (const language of ['en', 'ja'] as const) {
  test(`digits of the mail are recognised where those of the app are asked for, and the other way round (${language})`, async () => {
    const { visitor, words, sent } = await atAppCode(language);
    await visitor.submitAppCode('1234 5678');
    await visitor.reads(words.isMailCode);
    assert.deepEqual(sent, []);

    const { visitor: other, person } = await stage.visit({ language });
    await toMailCode(other, person.address);
    await other.submitMailCode('123 456');
    await other.reads(words.isAppCode);
    await other.submitMailCode(await person.mailedCode());
    await other.sees(words.mailDone);
  });
}

for (const { how, write } of [
  {
    how: 'full-width digits and blanks',
    write: (code: string) => fullWidth(`${code.slice(0, 3)}\u3000${code.slice(3)}`),
  },
  { how: 'hyphens and blanks around them', write: (code: string) => ` ${code.slice(0, 3)}-${code.slice(3)} ` },
]) {
  test(`codes typed with ${how} are taken`, async () => {
    const { visitor, person } = await stage.visit({ language: 'ja' });
    const { words } = visitor;
    await toMailCode(visitor, person.address);
    await visitor.submitMailCode(write(await person.mailedCode()));
    await visitor.sees(words.mailDone);
    await visitor.press(words.toTheApp);
    await toKey(visitor);
    const app = authenticatorFrom(`otpauth://totp/x?secret=${await visitor.key()}`);
    await toAppCode(visitor);
    await finish(visitor, write(app.code()));
  });
}

// Two and three quarter minutes: within whatever half minute we are, that is five or six steps, and rounds to three minutes.
const offMs = 165_000;
for (const language of ['en', 'ja'] as const) {
  test(`a code of a slow or fast clock tells how wrong the clock is, and the right code is taken afterwards (${language})${judges}`, async () => {
    const { visitor, words, app } = await atAppCode(language);
    await visitor.submitAppCode(app.code(Date.now() - offMs));
    await visitor.reads(words.slow);
    await visitor.submitAppCode(app.code(Date.now() + offMs));
    await visitor.reads(words.fast);
    await visitor.reads(words.attemptsLeft(3));
    await finish(visitor, app.code());
  });
}

test('what cannot be a code is said at once and costs no attempt', async () => {
  const { visitor, words, sent } = await atAppCode();
  for (const [typed, said] of [
    ['', 'Type the 6 digits of the code.'],
    ['12a456', 'The code has digits only. Type the 6 digits.'],
    ['12345', 'Some digits are missing: the code has 6 digits.'],
    ['1234567', 'That is too many digits: the code has 6 digits.'],
  ] as const) {
    await visitor.submitAppCode(typed);
    await visitor.reads(said);
  }
  assert.deepEqual(sent, []);
  await visitor.submitAppCode('000000');
  await visitor.reads(words.wrongCode);
  await visitor.reads(words.attemptsLeft(4));
});

test('the code of the mail works once: another tab that types it, too, learns that mail is set up', async () => {
  const { visitor, person, context } = await stage.visit();
  const { words } = visitor;
  await toMailCode(visitor, person.address);
  const second = new Visitor(await context.newPage(), 'en');
  await second.page.goto(`${stage.demo.url}/wizard?lang=en`);
  await second.sees(words.codeFromMail);
  const code = await person.mailedCode();
  await visitor.page.bringToFront();
  await visitor.submitMailCode(code);
  await visitor.sees(words.mailDone);
  await second.page.bringToFront();
  await second.submitMailCode(code);
  await second.sees(words.mailIsSet);
});
