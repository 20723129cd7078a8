import assert from 'node:assert/strict';
import test from 'node:test';
import { stage } from '../../support/stage.ts';
import { toAddress, toMailCode } from '../../support/walks.ts';

async function atAddress(language: 'en' | 'ja' = 'en') {
  const { visitor, person } = await stage.visit({ language });
  await toAddress(visitor);
  const { words } = visitor;
  const send = (address: string) => visitor.submit(words.addressField, address, words.sendCode);
  return { visitor, person, words, send };
}

async function mailsTo(address: string): Promise<number> {
  const answer = await fetch(`${stage.demo.url}/mailbox.json?${new URLSearchParams({ to: address })}`);
  return ((await answer.json()) as unknown[]).length;
}

for (const language of ['en', 'ja'] as const) {
  test(`an address behind the one-time password itself is refused with the reason, whatever the part before it (${language})`, async () => {
    const { visitor, words, send } = await atAddress(language);
    for (const domain of ['st.kyoto-u.ac.jp', 'kyoto-u.ac.jp', 'ms.c.kyoto-u.ac.jp']) {
      await send(`somebody@${domain}`);
      await visitor.reads(words.forbidden(domain));
      await visitor.wizard.getByText(words.forbiddenReason).waitFor();
    }
    await send('ｓｏｍｅｂｏｄｙ＠ＳＴ．ｋｙｏｔｏ-ｕ．ａｃ．ｊｐ');
    await visitor.reads(words.forbidden('st.kyoto-u.ac.jp'));
    assert.equal(await mailsTo('somebody@st.kyoto-u.ac.jp'), 0);
  });

  test(`a mistyped provider is asked about, and the right address is one press away (${language})`, async () => {
    const { visitor, person, words, send } = await atAddress(language);
    await send(`${person.name}@gmial.com`);
    const meant = `${person.name}@gmail.com`;
    await visitor.reads(words.didYouMean(meant));
    await visitor.press(words.use(meant));
    await visitor.sees(words.codeFromMail);
    assert.equal(await mailsTo(meant), 1);
    assert.equal(await mailsTo(`${person.name}@gmial.com`), 0);
  });
}

test('who insists on an unusual provider gets the mail there', async () => {
  const { visitor, person, words, send } = await atAddress();
  const address = `${person.name}@gmial.com`;
  await send(address);
  await visitor.reads(words.didYouMean(`${person.name}@gmail.com`));
  await visitor.press(words.sendCode);
  await visitor.sees(words.codeFromMail);
  assert.equal(await mailsTo(address), 1);
});

test('an address typed with a Japanese keyboard in full width is read as it is meant', async () => {
  const { visitor, person, words, send } = await atAddress('ja');
  const wide = [...person.address].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
  await send(`　${wide} `);
  await visitor.sees(words.codeFromMail);
  await visitor.submitMailCode(await person.mailedCode());
  await visitor.sees(words.mailDone);
});

test('what is no address is said before anything is sent', async () => {
  const { visitor, send } = await atAddress();
  for (const [typed, said] of [
    ['', 'Type your mail address.'],
    ['somebody', 'Something is missing: a mail address has an @, as in name@example.com.'],
    ['somebody@nowhere', 'This does not look like a mail address. Check it for typing mistakes.'],
  ] as const) {
    await send(typed);
    await visitor.reads(said);
  }
});

test('a slip in the address is mended from the screen with the code, without waiting', async () => {
  const { visitor, person } = await stage.visit();
  const { words } = visitor;
  await toMailCode(visitor, `wrong-${person.address}`);
  await visitor.press(words.useAnotherAddress);
  await visitor.sees(words.yourAddress);
  await visitor.submit(words.addressField, person.address, words.sendCode);
  await visitor.sees(words.codeFromMail);
  await visitor.submitMailCode(await person.mailedCode());
  await visitor.sees(words.mailDone);
});
