import assert from 'node:assert/strict';
import test from 'node:test';
import { addressOf, AppVisitor, openApp, usualKey } from '../../support/app-visitor.ts';
import { newPerson } from '../../support/person.ts';
import { stage } from '../../support/stage.ts';

const key = usualKey('APPFOUND2APPFOUND3APPFOUND4APPFO');

for (const language of ['en', 'ja'] as const)
  test(`codes that this browser keeps are a press away on every page, also when the connection goes, and a removal is undone after a reload (${language})`, async () => {
    const context = await stage.browser.newContext();
    const app = await openApp(context, stage.demo.url, language);
    const { own, page } = app;
    await app.sees(own.empty);
    await app.add(addressOf('taro', key));
    const person = await newPerson(stage.demo);
    await person.verifyMail();
    await person.enter(context);
    for (const [path, tag] of [
      ['/wizard', 'mfa-setup-wizard'],
      ['/sync', 'mfa-sync-pair'],
      ['/devices', 'mfa-device-list'],
    ] as const) {
      await page.goto(`${stage.demo.url}${path}?lang=${language}`);
      const element = page.locator(tag);
      const codes = element.getByRole('button', { name: own.codesHere });
      await codes.waitFor();
      await page.waitForLoadState('networkidle');
      if (tag === 'mfa-device-list') await context.setOffline(true);
      await codes.click();
      await element.getByRole('heading', { name: own.codes, exact: true }).waitFor();
      await element.locator('mfa-live-code').waitFor();
    }
    await context.setOffline(false);

    await page.goto(`${stage.demo.url}/authenticator?lang=${language}`);
    const visitor = new AppVisitor(page, language);
    await visitor.sees(own.codes);
    await visitor.row('taro').locator('summary').click();
    await visitor.press(`${own.remove}: taro`);
    await visitor.press(own.removeIt);
    await visitor.button(own.undo).waitFor();
    await page.reload();
    await visitor.press(own.undo);
    await visitor.row('taro').waitFor();
    assert.ok(await visitor.isRight('taro', key));
    await context.close();
  });
