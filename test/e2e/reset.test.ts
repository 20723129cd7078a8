import assert from 'node:assert/strict';
import test from 'node:test';
import { authenticatorFrom, judges, scan } from '../support/authenticator.ts';
import { newPerson, type Person } from '../support/person.ts';
import { stage } from '../support/stage.ts';
import { finish, toAppCode } from '../support/walks.ts';

/** What is on the screens of setting up again, typed from them. */
const words = {
  en: {
    before: 'Set up the app again',
    stops: /^Every app on every device stops working and has to be set up anew: Smartphone\.$/,
    goesTo: /^First we send a code to p\*\*\*@example\.org\./,
    send: 'Send me the code',
    confirm: 'Set up again',
    noMailbox: 'I cannot open that mailbox any more',
    helpDesk: 'You need the help desk for this',
    leave: 'Leave everything as it is',
    deleteOld: 'In each app, delete the old entry before you set up the new one.',
    waits: 'Setting up again is not finished.',
    goOn: 'Go on',
    begunBefore: 'You began this before. Type the code from that mail, or have a new one sent.',
  },
  ja: {
    before: 'アプリを再設定する',
    stops: /^すべてのデバイスのアプリが使えなくなり、設定し直しが必要になります（.+）。$/,
    goesTo: /^まずp\*\*\*@example\.orgにコードを送ります。/,
    send: 'コードをメールで送る',
    confirm: '再設定する',
    noMailbox: 'そのアドレスのメールはもう受け取れない',
    helpDesk: 'ヘルプデスクでの手続きが必要です',
    leave: '何も変更せずにやめる',
    deleteOld: '新しく設定する前に、それぞれのアプリから古い登録を削除してください。',
    waits: '再設定が終わっていません。',
    goOn: '次へ',
    begunBefore:
      'この再設定は始めたままになっています。届いたメールのコードを入力するか、新しいコードを送ってください。',
  },
} as const;

interface AccountAnswer {
  devices: { name: string }[];
  mail: { address: string } | null;
}
const accountOf = async (person: Person) => (await (await person.ask('GET', 'account')).json()) as AccountAnswer;

/** Sets the app up without the page. */
async function setUpApp(person: Person) {
  const begun = await person.ask('POST', 'apps', { kind: 'smartphone' });
  const { id, key } = (await begun.json()) as { id: string; key: { uri: string } };
  const app = authenticatorFrom(key.uri);
  assert.equal((await person.ask('POST', `apps/${id}/confirm`, { code: app.code() })).status, 200);
  return app;
}

/** Somebody whose app is gone, on the first screen. */
async function visit(language: 'en' | 'ja') {
  const person = await newPerson(stage.demo);
  await person.verifyMail();
  const app = await setUpApp(person);
  const { visitor } = await stage.visit({ language, person });
  await visitor.sees(visitor.words.overview);
  await visitor.press(words[language].before);
  await visitor.sees(words[language].before);
  return { visitor, person, app, own: words[language] };
}

for (const language of ['en', 'ja'] as const) {
  test(`a person who has lost the app sets it up again by mail, and the old codes end (${language})${judges}`, async () => {
    const { visitor, person, app, own } = await visit(language);
    await visitor.reads(own.stops);
    await visitor.reads(own.goesTo);
    await visitor.press(own.send);
    await visitor.sees(visitor.words.codeFromMail);
    await visitor.submit(visitor.words.mailCodeField, '123456', own.confirm);
    await visitor.reads(visitor.words.isAppCode);
    assert.equal((await accountOf(person)).devices.length, 1);

    await visitor.submit(visitor.words.mailCodeField, await person.mailedCode(), own.confirm);
    // Straight to the new key, where it stands what becomes of the old one.
    await visitor.sees(visitor.words.key);
    await visitor.reads(own.deleteOld);
    assert.deepEqual((await accountOf(person)).devices, []);
    // The step after that of the set-up: right, and never used.
    const old = await person.ask('POST', 'check', { code: app.code(Date.now() + 30_000) });
    assert.equal(((await old.json()) as { code: string }).code, 'not_found');

    await visitor.seesQr();
    const next = await scan(visitor);
    assert.notEqual(next.secret, app.secret);
    await toAppCode(visitor);
    await finish(visitor, next.code());
  });
}

test('whoever cannot open the mailbox learns where to ask, and keeps the app as it is', async () => {
  const { visitor, person, app, own } = await visit('en');
  await visitor.press(own.send);
  await visitor.sees(visitor.words.codeFromMail);
  await visitor.press(own.noMailbox);
  await visitor.sees(own.helpDesk);
  await visitor.press(visitor.words.back);
  await visitor.sees(own.before);
  await visitor.press(own.send);
  // The code that was sent is still good: nothing is sent anew.
  await visitor.sees(visitor.words.codeFromMail);

  assert.equal((await accountOf(person)).devices.length, 1);
  const check = await person.ask('POST', 'check', { code: app.code(Date.now() + 30_000) });
  assert.equal(check.status, 200);
});

test('leaving at the code leads back to what is set up', async () => {
  const { visitor, own } = await visit('en');
  await visitor.press(own.send);
  await visitor.sees(visitor.words.codeFromMail);
  await visitor.press(own.leave);
  await visitor.sees(visitor.words.overview);
});

for (const language of ['en', 'ja'] as const) {
  test(`a reset that was begun is found again after a reload, and left or gone on with (${language})`, async () => {
    const { visitor, person, own } = await visit(language);
    const { words } = visitor;
    await visitor.press(own.send);
    await visitor.sees(words.codeFromMail);
    const before = await person.mails();
    for (const way of [own.leave, own.confirm]) {
      await visitor.page.reload();
      await visitor.sees(words.overview);
      await visitor.reads(own.waits);
      await visitor.press(own.goOn);
      await visitor.sees(words.codeFromMail);
      await visitor.reads(own.begunBefore);
      if (way === own.leave) await visitor.press(way);
      else await visitor.submit(words.mailCodeField, await person.mailedCode(), way);
    }
    await visitor.sees(words.key);
    assert.equal(await person.mails(), before);
  });
}
