import assert from 'node:assert/strict';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { newPerson, type Person } from '../../support/person.ts';
import { stage } from '../../support/stage.ts';
import { Visitor } from '../../support/visitor.ts';
import { toInstall, toKey } from '../../support/walks.ts';
import type { Language } from '../../support/words.ts';

/** Somebody who came as far as the key, and now signs in anew, on the phone say. */
async function secondVisit(): Promise<{ person: Person; page: Page }> {
  const person = await newPerson(stage.demo);
  await person.verifyMail();
  assert.equal((await person.ask('POST', 'apps', { kind: 'smartphone' })).status, 200);
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${stage.demo.url}/sign-in?user=${person.name}`);
  return { person, page };
}

const open = async (page: Page, path: string, language: Language): Promise<Visitor> => {
  await page.goto(`${stage.demo.url}${path}?lang=${language}`);
  return new Visitor(page, language, page.locator('mfa-setup-wizard, mfa-sync-pair').first());
};

for (const language of ['en', 'ja'] as const) {
  test(`a set-up left half way asks for nothing on any page, and no mail is sent until one asks for it (${language})`, async () => {
    const { person, page } = await secondVisit();
    const before = await person.mails();
    // The key that waits belongs to the session that began it: this one begins anew, at a press.
    for (const path of ['/wizard', '/sync', '/', '/everything']) {
      const visitor = await open(page, path, language);
      await visitor.page.getByRole('heading').nth(1).waitFor();
      await page.waitForLoadState('networkidle');
      assert.equal(await visitor.page.getByRole('heading', { name: visitor.words.stepUp }).count(), 0);
    }
    const visitor = await open(page, '/wizard', language);
    const { words } = visitor;
    await toInstall(visitor);
    await visitor.press(words.haveApp);
    await visitor.sees(words.stepUp);
    await visitor.reads(words.aboutTheApp);
    await visitor.press(words.cancel);
    await visitor.sees(words.getGoogle);
    await visitor.press(words.haveApp);
    await visitor.sees(words.stepUp);
    assert.equal(await person.mails(), before);
    await visitor.press(words.mailMeACode);
    await visitor.field(words.mailCodeField).waitFor();
    await visitor.reads(words.aboutTheApp);
    assert.equal(await person.mails(), before + 1);
    await visitor.submitMailCode(await person.mailedCode());
    await visitor.sees(words.key);
  });
}

for (const language of ['en', 'ja'] as const) {
  test(`in its own session a set-up left half way waits for a press: it is gone on with under the same key, or stopped (${language})`, async (t) => {
    t.after(() => stage.demo.setAhead(0));
    const { person, visitor } = await stage.visit({ language, hasMail: true });
    const { words, page } = visitor;
    /** Later, when whoever comes back has to prove anew who they are. */
    const comeBack = async (minutes: number): Promise<void> => {
      await stage.demo.setAhead(minutes * 60_000);
      await page.reload();
      await visitor.sees(words.notFinished);
    };
    await toKey(visitor);
    const key = await visitor.key();
    const before = await person.mails();
    await comeBack(11);
    await visitor.press(words.goOn);
    await visitor.sees(words.stepUp);
    await visitor.reads(words.aboutTheApp);
    assert.equal(await person.mails(), before);
    await visitor.press(words.mailMeACode);
    await visitor.field(words.mailCodeField).waitFor();
    await visitor.submitMailCode(await person.mailedCode());
    await visitor.sees(words.keyOfAnyApp);
    assert.equal(await visitor.key(), key);

    await comeBack(22);
    await visitor.press(words.stop);
    await visitor.sees(words.where);
    const account = (await (await person.ask('GET', 'account')).json()) as { pending: object };
    assert.deepEqual(account.pending, { mail: null, app: null, sync: null, reset: null });
  });
}
