import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { appCode, wrongCode } from '../support/oath.ts';
import { startOidc, type Browser, type Oidc, type Page } from '../support/oidc.ts';
import { openUniversity, type University } from '../support/sign-on.ts';
import { setUp } from '../support/world.ts';
import { signOnSuite, type Door } from './suites/sign-on.ts';

/** The example `examples/oidc`: a certified provider, a service with a library of somebody else's, and a browser’s requests. */
describe('OpenID Connect, from outside', () => {
  let university: University;
  let oidc: Oidc;

  /** The page after the right password. */
  async function afterPassword(person: string, query = '', browser = oidc.browser()) {
    const { url } = await browser.open(`${oidc.serviceUrl}/${query}`);
    const page = await browser.open(url, { account: person, password: `the password of ${person}` });
    return { browser, page };
  }
  const typed = (browser: Browser, { url }: Page, code: string) => browser.open(url, { code });
  const isIn = ({ url, text }: Page, person: string) =>
    url === `${oidc.serviceUrl}/` && text.includes(`<b>${person}</b> (pwd, otp, mfa)`);

  const door: Door = {
    people: ['alice', 'bob', 'carol'],
    async enter(person, code) {
      const { browser, page } = await afterPassword(person);
      return isIn(await typed(browser, page, code), person);
    },
    async enterByMail(person, code) {
      const { browser, page } = await afterPassword(person);
      const sent = await browser.open(page.url, { send: 'mail' });
      assert.match(sent.text, /A mail with a code is on its way to .\*\*\*@/);
      return isIn(await typed(browser, sent, code()), person);
    },
  };

  before(async () => {
    university = await openUniversity();
    oidc = await startOidc(university);
  });
  after(async () => {
    await oidc?.stop();
    await university?.close();
  });

  signOnSuite(() => ({ university, door }));

  for (const [lang, title, why] of [
    ['en', 'One-time password', 'The code is not right. You can try 4 more times.'],
    ['ja', 'ワンタイムパスワード', 'コードが正しくありません。あと4回入力できます。'],
  ] as const)
    test(`the page says in the person’s language why a code was refused (${lang})`, async () => {
      const person = `dave-${lang}`;
      const { world, asked } = university;
      const { key } = await setUp(world, await world.signIn(person));
      const { browser, page } = await afterPassword(person, `?lang=${lang}`);
      assert.match(page.text, new RegExp(`<html lang="?${lang}[^]*${title}`));
      const refused = await typed(browser, page, wrongCode(key, world.clock.time));
      assert.match(refused.text, new RegExp(`role="alert">${why}`));
      assert.deepEqual([asked.at(-1)!['address'], asked.at(-1)!['language']], ['127.0.0.1', lang]);
      assert.ok(
        isIn(await typed(browser, refused, appCode(key, world.clock.time)), person),
        'and another try is possible',
      );
    });

  test('without a right password nobody is asked for a code, and no code is looked at', async () => {
    const { world, asked } = university;
    const { key } = await setUp(world, await world.signIn('erin'));
    const browser = oidc.browser();
    const { url } = await browser.open(`${oidc.serviceUrl}/`);
    const before = asked.length;
    const refused = await browser.open(url, { account: 'erin', password: 'a guess' });
    assert.match(refused.text, /role="alert">Account name or password is not right\./);
    const skipped = await browser.open(url, { code: appCode(key, world.clock.time), account: 'erin' });
    assert.doesNotMatch(skipped.text, /one-time-code/);
    assert.equal(asked.length, before);
  });

  test('the password of one browser opens nothing in another one', async () => {
    const { world } = university;
    const { key } = await setUp(world, await world.signIn('frank'));
    const { page } = await afterPassword('frank');
    const other = await typed(oidc.browser(), page, appCode(key, world.clock.time));
    assert.equal(other.status, 400);
  });

  test('whoever has nothing set up gets in with a password alone, and the service that needs two factors refuses', async () => {
    const { page } = await afterPassword('grace');
    assert.deepEqual([page.status, page.text], [403, 'This service needs a second factor.']);
  });

  test('a service that asks for a fresh sign-in gets both factors anew, and nobody else does', async () => {
    const { world } = university;
    const { key } = await setUp(world, await world.signIn('heidi'));
    const { browser, page } = await afterPassword('heidi');
    assert.ok(isIn(await typed(browser, page, appCode(key, world.clock.time)), 'heidi'));
    assert.ok(isIn(await browser.open(`${oidc.serviceUrl}/`), 'heidi'));
  });
});
