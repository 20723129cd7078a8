import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { apps } from '../../src/apps/catalogue.ts';
import type { Screen } from '../../src/flows/machine/screen.ts';
import { allFlows, guideFlows } from '../flows/all-flows.ts';
import { canaryTexts } from '../flows/samples.ts';
import { launchChromium } from '../support/chromium.ts';
import { everyFlow } from '../support/reached-states.ts';
import { StoryPage, type Globals, type Shown } from '../support/story-page.ts';

interface Entry {
  id: string;
  title: string;
  name: string;
  type: 'story' | 'docs';
}

const { entries } = JSON.parse(readFileSync('dist/storybook/index.json', 'utf8')) as { entries: Record<string, Entry> };
const all = Object.values(entries);
const stories = all.filter(({ type }) => type === 'story').map(({ id }) => id);
/** As narrow as a sidebar. */
const viewport = { width: 320, height: 900 };

const serve = (): Promise<PreviewServer> =>
  preview({
    configFile: false,
    appType: 'mpa',
    build: { outDir: 'dist/storybook' },
    preview: { host: '127.0.0.1', port: 0 },
  });

let browser: Browser;
let site: PreviewServer;
const address = (): string => site.resolvedUrls!.local[0]!;
before(async () => {
  [browser, site] = await Promise.all([launchChromium(), serve()]);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

test('no title of a story holds a key or a code', () => {
  const titles = all.map(({ title, name, id }) => [title, name, id].join());
  assert.deepEqual(
    titles.filter((title) => canaryTexts.some((secret) => title.toLowerCase().includes(secret.toLowerCase()))),
    [],
  );
});

test('every flow and every kind of screen has a story', () => {
  const storyOf = (id: string, isGuide: boolean) => `flows-${isGuide ? 'guide' : 'with-a-back-end'}--${id}`;
  const flows = [
    ...allFlows.map((flow) => storyOf(flow.id, guideFlows.has(flow))),
    ...everyFlow.map(({ id, mode }) => storyOf(id, mode === 'guide')),
  ];
  const kinds: Record<Screen<never>['kind'], true> = {
    notice: true,
    choose: true,
    'enter-text': true,
    'enter-code': true,
    'show-key': true,
    scan: true,
    'compare-code': true,
    invitation: true,
    'compare-digits': true,
    list: true,
    'save-codes': true,
    wait: true,
    done: true,
  };
  const steps = Object.keys(kinds).map((kind) => `screens-kinds--${kind}`);
  assert.deepEqual(
    [...flows, ...steps, 'screens-key-reader--every-state'].filter((id) => !entries[id]),
    [],
  );
});

test('in a story a manual is done to its end: the mail comes beside the element', async () => {
  const story = new StoryPage(await (await browser.newContext()).newPage(), address());
  await story.open();
  await story.show('elements-mfa-setup-wizard--newcomer', settings.english);
  const press = (name: string) => story.page.getByRole('button', { name }).click();
  await story.page.getByRole('textbox').fill('hanako@example.org');
  await press('Send the code');
  const [code] = /\b\d{8}\b/.exec(await story.page.getByRole('article').innerText())!;
  await story.page.getByRole('textbox').fill(code);
  await press('Confirm');
  await story.page.getByRole('heading', { name: 'Mail is set up' }).waitFor();
  assert.deepEqual(story.faults, []);
  await story.page.context().close();
});

/** In which each story is drawn. */
const settings = {
  english: { language: 'en', scheme: 'light', a11y: { manual: false } },
  japanese: { language: 'ja', scheme: 'dark', a11y: { manual: false } },
  pseudo: { language: 'pseudo', scheme: 'light', a11y: { manual: true } },
} as const satisfies Record<string, Globals>;
type Setting = keyof typeof settings;

describe('every story is drawn, fits 320 px, and the console is empty', () => {
  const wrong: Record<Setting, string[]> = { english: [], japanese: [], pseudo: [] };
  const seen = new Set<string>();

  /** What holds in one setting only. */
  const looks: Record<Setting, (page: StoryPage, id: string) => Promise<string[]>> = {
    async english({ page }, id) {
      for (const name of await page
        .locator('.states > section')
        .evaluateAll((all) => all.map((each) => each.ariaLabel)))
        seen.add(`${familyOf(id.split('--')[1]!)}: ${name?.split(' ')[0]}`);
      return [];
    },
    async japanese({ page }, id) {
      const isDark = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme === 'dark');
      const hasKana = (await page.getByText(/[ぁ-ん]/).count()) > 0;
      return isDark && hasKana ? [] : [`${id}: dark ${isDark}, Japanese ${hasKana}`];
    },
    async pseudo(page, id) {
      return (await page.untranslated()).filter((text) => !isName(text)).map((text) => `${id}: “${text}”`);
    },
  };

  /** Each story once, in one setting after another; two pages share the stories, one for each of two processors. */
  before(async () => {
    const left = [...stories];
    async function walk(): Promise<void> {
      const page = new StoryPage(await (await browser.newContext({ viewport })).newPage(), address());
      await page.open();
      for (let id = left.shift(); id; id = left.shift())
        for (const setting of Object.keys(settings) as Setting[]) {
          const shown = await page.show(id, settings[setting]).catch(cannotBeShown);
          const width = await page.page.evaluate(() => document.documentElement.scrollWidth);
          wrong[setting].push(
            ...(shown.status === 'success' ? [] : [`${id}: ${shown.status}`]),
            ...(width > viewport.width ? [`${id} is ${width} px wide`] : []),
            ...page.faults.splice(0).map((fault) => `${id}: ${fault}`),
            ...complaints(shown).map((complaint) => `${id}: ${complaint}`),
            ...(await looks[setting](page, id)),
          );
        }
      await page.page.context().close();
    }
    await Promise.all([walk(), walk()]);
  });

  test('in English, with no complaint of axe, and each state of each flow is in one of its stories', () => {
    assert.deepEqual(wrong.english, []);
    const states = allFlows.flatMap(({ id, states }) => Object.keys(states).map((at) => `${familyOf(id)}: ${at}`));
    assert.deepEqual(
      [...new Set(states)].filter((state) => !seen.has(state)),
      [],
    );
  });

  test('in Japanese and dark, with no complaint of axe', () => {
    assert.deepEqual(wrong.japanese, []);
  });

  test('in the pseudo-language, and every word is one of ours', () => {
    assert.deepEqual(wrong.pseudo, []);
  });
});

/** The others are looked at all the same. */
const cannotBeShown = (why: Error): Omit<Shown, 'status'> & { status: string } => ({
  status: why.message,
  reporters: [],
});

const complaints = ({ reporters }: Pick<Shown, 'reporters'>): string[] =>
  reporters.flatMap(({ result }) => result.violations ?? []).map((each) => `${each.id}: ${each.nodes[0]?.html}`);

/** Transfers share their states; not each of them comes to each. */
const familyOf = (id: string): string => (/^sync-|^change-device$/.test(id) ? 'a transfer' : id);

/** Of products and of people's things. The catalogue of the apps has its own words in both languages. */
const names = JSON.stringify([
  apps,
  ...['Google Chrome', 'Microsoft Edge', 'Firefox', 'Safari', 'Android', 'Windows'],
  ...['Kyoto University', '例', 'taro', 'hanako', 't***@example.org', 'Pixel', 'Lab computer', 'おさがり', '研究室'],
]);
const isNamed = (text: string): boolean => text === '' || names.includes(JSON.stringify(text));
/** One, or several in a line. A sentence of the catalogue may hold a colon. */
const isName = (text: string): boolean => isNamed(text) || text.split(/[·:]/).every((piece) => isNamed(piece.trim()));
