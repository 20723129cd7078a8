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
    hasCodeEach: true,
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
      const { address, language } = asked.findLast(({ code }) => code)!;
      assert.deepEqual([address, language], ['127.0.0.1', lang]);
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

  test('whoever is signed in goes on, and a service that asks for a fresh sign-in has both factors asked for anew', async () => {
    const { world } = university;
    const { key } = await setUp(world, await world.signIn('heidi'));
    const { browser, page } = await afterPassword('heidi');
    assert.ok(isIn(await typed(browser, page, appCode(key, world.clock.time)), 'heidi'));
    browser.forget(oidc.serviceUrl);
    assert.ok(isIn(await browser.open(`${oidc.serviceUrl}/`), 'heidi'), 'the provider knows the person');
    browser.forget(oidc.serviceUrl);
    const again = await browser.open(`${oidc.serviceUrl}/?fresh`);
    assert.match(again.text, /name="password"/);
    const second = await browser.open(again.url, { account: 'heidi', password: 'the password of heidi' });
    const replayed = await typed(browser, second, appCode(key, world.clock.time));
    assert.match(replayed.text, /role="alert">That code has been used already/);
    world.clock.pass({ s: 30 });
    assert.ok(isIn(await typed(browser, replayed, appCode(key, world.clock.time)), 'heidi'));
  });

  test('where the set-up is due, the person is led to it, with the way back; whoever has one goes on', async (t) => {
    const strict = await openUniversity({ requiredFrom: '2020-04-01T00:00:00Z' });
    const there = await startOidc(strict);
    t.after(async () => {
      await there.stop();
      await strict.close();
    });
    const enter = async () => {
      const browser = there.browser();
      const { url } = await browser.open(`${there.serviceUrl}/`);
      return browser.open(url, { account: 'ivan', password: 'the password of ivan' });
    };
    const away = new URL((await enter()).away!);
    assert.equal(`${away.origin}${away.pathname}`, 'https://mfa.example.org/set-up');
    assert.ok(away.searchParams.get('return')!.startsWith(`${there.issuer}/`));
    await setUp(strict.world, await strict.world.signIn('ivan'));
    assert.match((await enter()).text, /one-time-code/);
  });
});
