import assert from 'node:assert/strict';
import test from 'node:test';
import { authenticatorFrom } from '../../support/authenticator.ts';
import { prepareCanary, watchCanary } from '../../support/canary.ts';
import { stage } from '../../support/stage.ts';
import { finish, toAppCode, toInstall, toMailCode } from '../../support/walks.ts';

const hexOf = (base32: string): string => {
  const bits = [...base32].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return bytes.map((byte) => parseInt(byte, 2).toString(16).padStart(2, '0')).join('');
};

test('the key and the codes of a set-up are nowhere but where they have to be', async (t) => {
  const { visitor, person } = await stage.visit({ prepare: prepareCanary });
  const { page, words } = visitor;
  // From the first answer on.
  const canary = await watchCanary(page);
  await page.reload();

  await toMailCode(visitor, person.address);
  const mailCode = await person.mailedCode();
  await visitor.submitMailCode('00000000');
  await visitor.reads(words.wrongCode);
  await visitor.submitMailCode(mailCode);
  await visitor.sees(words.mailDone);
  await visitor.press(words.toTheApp);
  await toInstall(visitor);
  const begun = page.waitForResponse((response) => response.url().endsWith('/api/mfa/apps'));
  await visitor.press(words.haveApp);
  const { key } = (await (await begun).json()) as { key: { uri: string; secret: string } };
  const mark = key.secret;
  await visitor.sees(words.key);
  await visitor.qr.waitFor();
  assert.ok((await canary.document()).includes(mark), 'the look through the document finds what is there');
  const app = authenticatorFrom(key.uri);
  await toAppCode(visitor);
  const wrong = app.code(Date.now() - 165_000);
  await visitor.submitAppCode(wrong);
  await visitor.reads(words.slow);
  const right = app.code();

  await t.test('the key, in base32, in hexadecimal and as an address, is in one answer only', async () => {
    assert.deepEqual(await canary.placesOf(mark), ['answer to POST /api/mfa/apps']);
    for (const form of [mark.toLowerCase(), hexOf(mark), hexOf(mark).toUpperCase(), encodeURIComponent(key.uri)])
      assert.deepEqual(await canary.placesOf(form), [], form);
    assert.deepEqual(await canary.placesOf(key.uri), ['answer to POST /api/mfa/apps']);
  });

  await t.test('what the help desk gets holds neither the key nor a code', async () => {
    await visitor.wizard.getByText(words.helpDesk).click();
    const details = await visitor.wizard.locator('details').innerText();
    assert.match(details, /invalid_code/);
    for (const text of [mark, wrong, mailCode, person.address, person.name]) assert.ok(!details.includes(text), text);
  });

  await finish(visitor, right);

  await t.test('a code is in the one request that confirms with it, and in no answer', async () => {
    assert.deepEqual(await canary.placesOf(mailCode), ['body of POST /api/mfa/mail/{id}/confirm']);
    for (const code of [wrong, right])
      assert.deepEqual(await canary.placesOf(`"${code}"`), ['body of POST /api/mfa/apps/{id}/confirm']);
  });

  await t.test('after the end neither is left in the document or told by it', async () => {
    const left = await canary.document();
    for (const text of [mark, hexOf(mark), 'otpauth', wrong, right, mailCode]) assert.ok(!left.includes(text), text);
    assert.deepEqual(await canary.placesOf(mark), ['answer to POST /api/mfa/apps']);
  });

  await t.test('the log of the server has neither, nor the address', () => {
    const log = stage.demo.output();
    assert.match(log, /confirmApp/);
    for (const text of [mark, hexOf(mark), key.uri, mailCode, `"${right}"`, `"${wrong}"`, person.address])
      assert.ok(!log.includes(text), text);
  });
});

test('the browser keeps a session that scripts do not see, the language of the page, and nothing else', async () => {
  const { visitor, person, context } = await stage.visit({ hasMail: true, prepare: prepareCanary });
  const canary = await watchCanary(visitor.page);
  await visitor.page.goto(`${stage.demo.url}/sign-in?user=${person.name}&return=/wizard`);
  await toInstall(visitor);
  const [session, ...others] = (await context.cookies()).filter(({ name }) => name !== 'lang');
  assert.deepEqual([session?.name, session?.httpOnly, session?.sameSite], ['mfa_session', true, 'Lax']);
  assert.deepEqual(others, []);
  assert.deepEqual(await canary.stored(), { local: {}, session: {}, databases: [], caches: [] });
});
