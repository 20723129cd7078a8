import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { StoryPage, type Shown } from '../support/story-page.ts';
import { startStorySite } from '../support/story-site.ts';
import { canaryTexts } from '../flows/samples.ts';

interface Entry {
  id: string;
  title: string;
  name: string;
  type: 'story' | 'docs';
}

const { entries } = JSON.parse(readFileSync('dist/storybook/index.json', 'utf8')) as { entries: Record<string, Entry> };
const all = Object.values(entries);
const stories = all.filter(({ type }) => type === 'story');
/** As narrow as a sidebar. */
const viewport = { width: 320, height: 900 };

let browser: Browser;
let site: Awaited<ReturnType<typeof startStorySite>>;
before(async () => {
  [browser, site] = await Promise.all([launchChromium(), startStorySite()]);
});
after(async () => {
  await browser?.close();
  site?.close();
});

async function openStories(globals: string): Promise<StoryPage> {
  const page = new StoryPage(await (await browser.newContext({ viewport })).newPage(), site.url);
  await page.open(globals);
  return page;
}

const complaints = ({ reporters }: Shown): string[] =>
  reporters.flatMap(({ result }) => result.violations ?? []).map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

test('no title of a story holds a key or a code', () => {
  const titles = all.map(({ title, name, id }) => [title, name, id].join());
  assert.deepEqual(
    titles.filter((title) => canaryTexts.some((secret) => title.toLowerCase().includes(secret.toLowerCase()))),
    [],
  );
});

test('every flow has a story', () => {
  const wanted = readdirSync('src/flows')
    .filter((name) => name.endsWith('.flow.ts'))
    .map((name) => (name.includes('.guide.') ? 'flows-guide--' : 'flows-with-a-back-end--') + name.split('.')[0]);
  assert.deepEqual(
    wanted.filter((id) => !entries[id]),
    [],
  );
});

describe('every story is drawn, fits 320 px, and neither the console nor axe complains', { concurrency: 2 }, () => {
  for (const globals of ['language:en', 'language:ja;scheme:dark', 'language:pseudo'])
    test(globals, async (t) => {
      const wrong: string[] = [];
      let states = 0;
      const page = await openStories(globals);
      for (const { id } of stories) {
        const note = async (what = id): Promise<void> => {
          const width = await page.page.evaluate(() => document.documentElement.scrollWidth);
          if (width > viewport.width) wrong.push(`${what} is ${width} px wide`);
          wrong.push(...page.faults.splice(0).map((fault) => `${what}: ${fault}`));
        };
        const shown = await page.show(id);
        wrong.push(...complaints(shown).map((complaint) => `${id}: ${complaint}`));
        if (shown.status !== 'success') wrong.push(`${id}: ${shown.status}`);
        await note();
        for (const state of shown.states) {
          await page.control(id, { state });
          await note(`${id}, ${state}`);
          states++;
        }
      }
      t.diagnostic(`${stories.length} stories, ${states} states`);
      assert.deepEqual(wrong, []);
      await page.page.context().close();
    });
});
