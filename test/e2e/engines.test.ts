import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { engines } from '../../scripts/engines.mjs';
import { authenticatorFrom, judges, showed, sight } from '../support/authenticator.ts';
import { probes, tableOf, testedVersion } from '../support/browser-table.ts';
import { launchChromium } from '../support/chromium.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { EngineVisitor } from '../support/engine-visitor.ts';
import { openWindow, type EngineWindow } from '../support/engine-window.ts';
import { newPerson } from '../support/person.ts';
import { finish, setUpMail, toAppCode, toKey } from '../support/walks.ts';
import { hasZbarimg, readQr } from '../support/zbarimg.ts';

/** The main ways in the engines other than Chromium, in which all other end-to-end tests run; and what each has. */

/** The width that the page has, at most that of the phone less a scroll bar, and the width that it takes. */
const widths = '() => [document.body.clientWidth, document.body.scrollWidth]';
const key = `() => document.querySelector('mfa-setup-wizard').shadowRoot.querySelector('code').textContent.replace(/\\s/g, '')`;
const paste = `(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { bubbles: true, composed: true });
  document.body.dispatchEvent(Object.defineProperty(event, 'clipboardData', { value: clipboardData }));
}`;
const shownCode = `() => {
  const list = document.querySelector('mfa-authenticator').shadowRoot;
  return list.querySelector('mfa-live-code').shadowRoot.querySelector('.digits').textContent.replace(/\\s/g, '');
}`;

let demo: Demo;
before(async () => {
  demo = await startDemo();
});
after(() => demo.end('SIGKILL'));

test('the table of docs/en/browsers.md says what Chromium has', async (t) => {
  const browser = await launchChromium({ whole: true });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(demo.url);
  assert.deepEqual(await page.evaluate(`(${probes})()`), tableOf('Chromium'));
  assert.ok(parseFloat(browser.version()) >= testedVersion('Chromium'), browser.version());
});

for (const { name, title, whyNot } of engines) {
  if (name === 'chromium') continue;
  const skip = whyNot !== undefined;
  const reason = skip ? ` [${whyNot}]` : '';

  test(`in ${title}${reason}`, { skip }, async (t) => {
    const window: EngineWindow = await openWindow(name);
    t.after(() => window.close());
    const visitor = new EngineVisitor(window, 'ja');
    const { words } = visitor;

    await t.test('the table of docs/en/browsers.md says what it has', async () => {
      await window.open(demo.url);
      assert.deepEqual(await window.run(probes), tableOf(title));
      assert.ok(parseFloat(window.version) >= testedVersion(title), window.version);
    });

    await t.test(`manuals 1 and 2-1 are walked to the end in Japanese at 360 px${judges}`, async () => {
      const person = await newPerson(demo);
      await window.open(`${demo.url}/sign-in?user=${person.name}`);
      await window.open(`${demo.url}/wizard?lang=ja`);
      await setUpMail(visitor, person);
      await visitor.press(words.toTheApp);
      await toKey(visitor);
      const [has, takes] = (await window.run(widths)) as [number, number];
      assert.ok(has <= 360 && takes === has, `${takes} px in ${has} px`);
      const typed = (await window.run(key)) as string;
      const app = authenticatorFrom(
        hasZbarimg ? readQr(await window.screenshot()) : `otpauth://totp/typed?secret=${typed}`,
      );
      assert.equal(typed, app.secret);
      await toAppCode(visitor);
      await finish(visitor, app.code());
    });

    await t.test(
      `the app in the browser takes a pasted key, shows its codes, and has it after a reload${judges}`,
      async () => {
        const app = authenticatorFrom('otpauth://totp/Kyoto%20University:taro?secret=JBSWY3DPEHPK3PXP');
        await window.open(`${demo.url}/authenticator?lang=ja`);
        await visitor.sees('このブラウザには、まだアカウントがありません');
        await visitor.press('アカウントを追加する');
        await visitor.sees('アカウントは今どこにありますか');
        await window.run(paste, app.uri);
        await visitor.sees('見つかりました。このアカウントですか');
        await visitor.press('はい、Kyoto University · taroです');
        await visitor.sees('コードをロックしてください');
        await visitor.press('ロックせずに進む');
        await visitor.press('コードを表示する');
        for (const isReloaded of [false, true]) {
          if (isReloaded) await window.open(`${demo.url}/authenticator?lang=ja`);
          await visitor.sees('ワンタイムパスワード');
          assert.ok(showed(app, await sight(() => window.run(shownCode) as Promise<string>)));
        }
      },
    );
  });
}
