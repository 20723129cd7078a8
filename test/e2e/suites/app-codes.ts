import assert from 'node:assert/strict';
import test from 'node:test';
import { addressOf, isKept, judgedCode, openApp, usualKey, type AppKey } from '../../support/app-visitor.ts';
import { judges } from '../../support/authenticator.ts';
import { stage } from '../../support/stage.ts';
import { hasZbarimg, readQr } from '../../support/zbarimg.ts';

const secret = 'APPCODES2APPCODES3APPCODES4APPCO';

/** Every rule that a key may have, under the name of the account. */
const keys = new Map(
  (['SHA1', 'SHA256', 'SHA512'] as const).flatMap((algorithm) =>
    ([6, 8] as const).flatMap((digits) =>
      ([30, 60] as const).map((periodS): [string, AppKey] => [
        `${algorithm}-${digits}-${periodS}`,
        { secret, digits, periodS, algorithm },
      ]),
    ),
  ),
);

/** Moments at which a time step begins or ends, long ago and far ahead. */
const moments = [
  '2005-03-18T01:58:29Z',
  '2009-02-13T23:31:30Z',
  '2027-01-01T00:00:59.900Z',
  '2033-05-18T03:33:20Z',
  '2106-02-07T06:28:30Z',
].map((time) => Date.parse(time));

test(`twelve keys from pasted addresses show the codes of now, and without a connection those of any moment${judges}`, async () => {
  const context = await stage.browser.newContext();
  const visitor = await openApp(context, stage.demo.url);
  await visitor.sees(visitor.own.empty);
  await visitor.add(...[...keys].map(([account, key]) => addressOf(account, key)));
  assert.deepEqual(await visitor.titles(), [...keys.keys()]);
  for (const [account, key] of keys) assert.ok(await visitor.isRight(account, key), account);

  await isKept(visitor.page);
  await context.setOffline(true);
  for (const nowMs of moments) {
    await visitor.page.clock.setFixedTime(nowMs);
    await visitor.page.reload();
    await visitor.sees(visitor.own.codes);
    for (const [account, key] of keys) assert.equal(await visitor.code(account), judgedCode(key, nowMs), account);
  }
});

test(`on a device whose clock is slow the codes are right all the same, and the person is told${judges}`, async () => {
  const context = await stage.browser.newContext();
  const visitor = await openApp(context, stage.demo.url);
  await visitor.sees(visitor.own.empty);
  await visitor.add(addressOf('taro', usualKey(secret)));
  await stage.demo.setAhead(90_000);
  try {
    await visitor.page.reload();
    await visitor.sees(visitor.own.codes);
    await visitor.reads(visitor.own.slow);
    const shown = await visitor.code('taro');
    const right = [88_500, 91_500].map((aheadMs) => judgedCode(usualKey(secret), Date.now() + aheadMs));
    assert.ok(right.includes(shown), `${shown} is none of ${right.join()}`);
  } finally {
    await stage.demo.setAhead(0);
  }
});

for (const language of ['en', 'ja'] as const) {
  test(`what is shown to another device is the account, what is removed can be brought back, what is renamed stays so (${language})${judges}`, async () => {
    const context = await stage.browser.newContext();
    const visitor = await openApp(context, stage.demo.url, language);
    const { own } = visitor;
    await visitor.sees(own.empty);
    await visitor.add(addressOf('taro', usualKey(secret)));
    const before = await visitor.wizard.locator('section').innerText();
    await visitor.row('taro').locator('summary').click();
    await visitor.press(`${own.export}: taro`);
    await visitor.sees(own.exported('taro'));
    await visitor.wizard.getByRole('img', { name: own.exportQr }).scrollIntoViewIfNeeded();
    const uri = hasZbarimg
      ? readQr(await visitor.page.screenshot())
      : `otpauth://totp/taro?secret=${await visitor.key()}`;
    assert.equal(new URL(uri).searchParams.get('secret'), secret);
    await visitor.press(own.done);
    await visitor.sees(own.codes);
    assert.ok(await visitor.isRight('taro', usualKey(new URL(uri).searchParams.get('secret')!)));

    await visitor.press(`${own.rename}: taro`);
    await visitor.submit(own.nameField, '研究室', own.save);
    await visitor.row('研究室').waitFor();
    await visitor.row('研究室').locator('summary').click();
    await visitor.press(`${own.remove}: 研究室`);
    await visitor.sees(own.removeWhich('研究室'));
    await visitor.press(own.removeIt);
    await visitor.sees(own.empty);
    await visitor.reads(own.removed('研究室'));
    await visitor.press(own.undo);
    await visitor.sees(own.codes);
    await visitor.page.reload();
    await visitor.sees(own.codes);
    assert.deepEqual(await visitor.titles(), ['研究室']);
    assert.ok(before.includes('taro'));
  });
}

test(`a file that the extension exported is taken over as a whole${judges}`, async () => {
  const visitor = await openApp(await stage.browser.newContext(), stage.demo.url);
  const { own } = visitor;
  // As the extension writes it: an object by hashes, numbers for what is usual, the page's host behind the issuer.
  const entry = { encrypted: false, index: 0, type: 'totp', counter: 0, digits: 6, period: 30, algorithm: 'SHA1' };
  const exported = {
    a1: { ...entry, hash: 'a1', issuer: 'Kyoto University::auth.example', account: 'taro', secret },
    b2: { ...entry, hash: 'b2', index: 1, issuer: 'Shop', account: 'taro@example.org', secret: `BB${secret.slice(2)}` },
  };
  await visitor.sees(own.empty);
  await visitor.press(own.add);
  await visitor.sees(own.where);
  const reader = visitor.wizard.locator('mfa-key-reader');
  const field = reader.getByLabel(own.file);
  if (!(await field.isVisible())) await visitor.press(own.fromFile);
  const buffer = Buffer.from(JSON.stringify(exported));
  await field.setInputFiles({ name: 'authenticator.json', mimeType: 'application/json', buffer });
  await visitor.keepFound(2);
  assert.deepEqual(await visitor.titles(), ['Kyoto University', 'Shop']);
  assert.ok(await visitor.isRight('Kyoto University', usualKey(secret)));
  assert.ok(await visitor.isRight('Shop', usualKey(`BB${secret.slice(2)}`)));
});
