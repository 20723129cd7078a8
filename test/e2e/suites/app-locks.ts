import assert from 'node:assert/strict';
import test from 'node:test';
import { addressOf, openApp, usualKey } from '../../support/app-visitor.ts';
import { judges } from '../../support/authenticator.ts';
import { KeyboardVisitor } from '../../support/keyboard-visitor.ts';
import { stage } from '../../support/stage.ts';

const key = usualKey('APPLOCKS2APPLOCKS3APPLOCKS4APPLO');
const passphrase = '正しい馬 battery staple';

for (const language of ['en', 'ja'] as const) {
  test(`a passphrase locks the app, a wrong one is told, the right one opens it; a key leaves only after it; then all is wiped (${language})${judges}`, async () => {
    const visitor = await openApp(await stage.browser.newContext(), stage.demo.url, language);
    const { own } = visitor;
    await visitor.sees(own.empty);
    await visitor.add(addressOf('taro', key));
    await visitor.lockWithPassphrase(passphrase);
    await visitor.press(own.lockNow);
    await visitor.sees(own.locked);
    await visitor.page.reload();
    await visitor.sees(own.locked);
    assert.equal(await visitor.wizard.locator('mfa-live-code').count(), 0);
    await visitor.submit(own.passphrase, 'correct horse', own.unlock);
    await visitor.reads(own.wrong);
    await visitor.submit(own.passphrase, passphrase, own.unlock);
    await visitor.sees(own.codes);
    assert.ok(await visitor.isRight('taro', key));

    await visitor.row('taro').locator('summary').click();
    await visitor.press(`${own.export}: taro`);
    await visitor.sees(own.prove);
    await visitor.submit(own.passphrase, 'correct horse', own.goOn);
    await visitor.reads(own.wrong);
    await visitor.submit(own.passphrase, passphrase, own.goOn);
    await visitor.sees(own.exported('taro'));
    await visitor.press(own.done);

    await visitor.sees(own.codes);
    await visitor.press(own.locks);
    await visitor.sees(own.locks);
    await visitor.press(own.wipe);
    await visitor.sees(own.wipeSure);
    await visitor.press(own.wipeIt);
    await visitor.sees(own.wiped);
    await visitor.press(own.toTheApp);
    await visitor.sees(own.empty);
    await visitor.page.reload();
    await visitor.sees(own.empty);
  });
}

for (const language of ['en', 'ja'] as const)
  test(`a lock is taken before the first account; forgotten, the app is wiped and begins anew, by the keyboard alone (${language})`, async () => {
    const first = await openApp(await stage.browser.newContext(), stage.demo.url, language);
    const { own, page } = first;
    let visitor = new KeyboardVisitor(page, language, first.wizard);
    await visitor.sees(own.empty);
    await visitor.press(own.add);
    await visitor.sees(own.where);
    await first.wizard.locator('mfa-key-reader').waitFor();
    await first.paste(addressOf('taro', key));
    await visitor.sees(own.found);
    await visitor.press(own.yes('taro'));
    await visitor.sees(own.lockFirst);
    await visitor.submit(own.newPassphrase, passphrase);
    await visitor.sees(own.again);
    await visitor.submit(own.same, passphrase);
    await visitor.sees(own.added);
    await page.reload();
    visitor = new KeyboardVisitor(page, language, first.wizard);
    await visitor.sees(own.locked);
    for (const wrong of ['one', 'two', 'three']) {
      await visitor.submit(own.passphrase, wrong);
      await visitor.reads(own.wrong);
      await first.sees(own.locked);
    }
    await visitor.press(own.whatCanIDo);
    await visitor.sees(own.forgotten);
    await visitor.press(own.wipe);
    await visitor.sees(own.giveUp);
    await visitor.press(own.wipeAndBegin);
    await visitor.sees(own.empty);
  });

test(`a passkey (PRF) locks the app, opens it after a reload, proves who exports, and can be taken off${judges}`, async () => {
  const context = await stage.browser.newContext();
  const visitor = await openApp(context, stage.demo.url);
  const { own, page } = visitor;
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await visitor.sees(own.empty);
  await visitor.add(addressOf('taro', key));
  const addPasskey = async () => {
    await visitor.press(own.locks);
    await visitor.sees(own.locks);
    await visitor.press(own.byPasskey);
    await visitor.sees(own.byPasskey);
    await visitor.press(own.makePasskey);
    await visitor.sees(own.codes);
    await visitor.reads(own.lockChanged);
  };
  await addPasskey();
  await page.reload();
  await visitor.sees(own.locked);
  await visitor.press(own.unlockByPasskey);
  await visitor.sees(own.codes);
  assert.ok(await visitor.isRight('taro', key));

  await visitor.row('taro').locator('summary').click();
  await visitor.press(`${own.export}: taro`);
  await visitor.sees(own.prove);
  await visitor.press(own.usePasskey);
  await visitor.sees(own.exported('taro'));
  await visitor.press(own.done);
  await visitor.sees(own.codes);
  await visitor.press(own.locks);
  await visitor.sees(own.locks);
  await visitor.press(own.passkeyOff);
  await visitor.sees(own.prove);
  await visitor.press(own.usePasskey);
  await visitor.sees(own.codes);
  await visitor.reads(own.lockChanged);
  await page.reload();
  await visitor.sees(own.codes);

  // A person who is not recognised; the authenticator takes nobody afterwards.
  await addPasskey();
  await visitor.press(own.lockNow);
  await visitor.sees(own.locked);
  await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await visitor.press(own.unlockByPasskey);
  await visitor.sees(own.locked);
  assert.ok(await visitor.button(own.unlockByPasskey).isEnabled());
  assert.equal(await visitor.wizard.locator('mfa-live-code').count(), 0);
});

test('without https, and in a frame of another origin, the app does not open and says why', async () => {
  const context = await stage.browser.newContext();
  await context.route('**/mfa-elements/**', (route) =>
    route.fulfill({
      path: `dist/cdn${new URL(route.request().url()).pathname.slice('/mfa-elements'.length)}`,
      contentType: 'text/javascript',
      headers: { 'access-control-allow-origin': '*' },
    }),
  );
  const app = `<!doctype html><html lang="en"><title>App</title>
    <script type="module" src="/mfa-elements/authenticator.js"></script><mfa-authenticator></mfa-authenticator>`;
  await context.route('**/alone', (route) => route.fulfill({ body: app, contentType: 'text/html' }));
  await context.route('**/around', (route) =>
    route.fulfill({
      body: `<!doctype html><title>Around</title><iframe src="${stage.demo.url}/alone" title="App"></iframe>`,
      contentType: 'text/html',
    }),
  );
  const page = await context.newPage();
  const says = (text: RegExp) => page.locator('mfa-authenticator').getByText(text).waitFor();
  await page.goto('http://insecure.test/alone');
  await says(/did not come over a secure connection/);

  await page.goto(`${stage.demo.url.replace('localhost', '127.0.0.1')}/around`);
  const framed = page.frameLocator('iframe').locator('mfa-authenticator');
  await framed.getByText(/inside a page of another site/).waitFor();
  await page.goto(`${stage.demo.url}/around`);
  await framed.getByRole('heading', { name: 'No account in this browser yet' }).waitFor();
});
