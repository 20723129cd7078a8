import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** By the browser's own tools, which the page's policy does not bind. Call it before a page goes anywhere. */
export const loadAxe = (context: BrowserContext): Promise<unknown> => context.addInitScript({ content: source });

/**
 * What axe has to complain about on the whole page as it is now: the rule and where. Not contrast in forced colours:
 * those are the person's own, and axe reads them from `-webkit-text-fill-color`, where Chromium leaves what the page set.
 */
export async function complaintsOfAxe(page: Page): Promise<string[]> {
  const violations = await page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    const isForced = matchMedia('(forced-colors: active)').matches;
    const rules = { 'color-contrast': { enabled: !isForced } };
    return (await axe.run({ runOnly: tags, rules, resultTypes: ['violations'] })).violations;
  }, tags);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`);
}
