import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp, type AppVisitor } from '../../support/app-visitor.ts';
import { stage } from '../../support/stage.ts';
import { inVault, serveVault } from '../../support/vault-driver.ts';

/** Adds ten, renames each, and removes every third, all at once. */
const work = ({ page }: AppVisitor, tab: string): Promise<unknown> =>
  inVault(
    page,
    (vault, name) =>
      Promise.all(
        Array.from({ length: 10 }, async (_, number) => {
          const id = await vault.add(`${name}${number}`);
          await vault.rename(id, `${name}${number} renamed`);
          if (number % 3 === 0) await vault.remove(id);
        }),
      ),
    tab,
  );

test('two tabs that add, rename and remove at once end with the same list, and nothing is lost', async () => {
  const context = await stage.browser.newContext();
  await serveVault(context);
  const tabs = [await openApp(context, stage.demo.url), await openApp(context, stage.demo.url)];
  await Promise.all(tabs.map((tab) => tab.sees(tab.own.empty)));
  await Promise.all(tabs.map((tab, index) => work(tab, 'ab'[index]!)));
  const wanted = ['a', 'b'].flatMap((tab) => [1, 2, 4, 5, 7, 8].map((number) => `${tab}${number} renamed`));
  for (const tab of tabs) {
    await tab.sees(tab.own.codes);
    for (const title of wanted) await tab.row(title).waitFor();
  }
  const [one, other] = await Promise.all(tabs.map((tab) => tab.titles()));
  assert.deepEqual(other, one);
  assert.deepEqual([...one!].sort(), wanted);
});
