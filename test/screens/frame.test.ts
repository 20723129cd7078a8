import { readFile } from '@web/test-runner-commands';
import { deepEqual, ok } from '../support/expect.ts';
import { locales } from '../../src/localization/languages.ts';
import { draw, screensOf } from '../support/gallery.ts';
import { below } from '../support/mounted.ts';
import { readReached } from '../support/reached-states.ts';

/** As narrow as a sidebar, or a small phone at 400 % zoom. */
const widthPx = 320;
const targetPx = 44;

describe('every screen of every flow, in each language', () => {
  /** What is wrong, as `flow/state, language, for whom: what`. Each once. */
  const wrong = { width: new Set<string>(), target: new Set<string>(), outline: new Set<string>() };
  const parts = new Set<string>();
  let count = 0;

  before('draws them all', async function () {
    this.timeout(240_000);
    const host = document.createElement('div');
    host.style.inlineSize = `${widthPx}px`;
    document.body.append(host);
    const found = readReached(await (await fetch('/reached-states.json')).text());
    const screens = await Promise.all(locales.map((locale) => screensOf(found, locale)));
    for (const screen of screens.flat()) {
      const root = await draw(screen, host);
      for (const details of root.querySelectorAll('details')) details.open = true;
      count++;
      const all = [...below(root)];
      const edge = host.getBoundingClientRect().right + 0.5;
      for (const each of all) {
        const { right, height, width } = each.getBoundingClientRect();
        const what = `${screen.name}: ${each.localName}.${each.classList.value} “${each.textContent.trim().slice(0, 40)}”`;
        if (right > edge || (each.scrollWidth > each.clientWidth && each.clientWidth && each.localName !== 'input'))
          wrong.width.add(what);
        if (each.matches('button, input, a[href], summary') && (height < targetPx || width < targetPx))
          wrong.target.add(`${what} ${width} × ${height}`);
        for (const part of each.part) parts.add(part);
      }
      // The rows of a list have names of their own below it.
      const headings = all.filter(
        (each) => each.matches('h1, h2, h3:not([part="row-title"]), [role=heading]') && each.textContent.trim(),
      );
      const regions = all.filter((each) => each.matches('[role=alert]'));
      const primaries = all.filter((each) => each.matches('.primary'));
      if (headings.length !== 1 || regions.length !== 1 || primaries.length > 1) wrong.outline.add(screen.name);
    }
    host.remove();
  });

  it('are many', () => {
    ok(count > 200, `Only ${count} screens: something is not found`);
  });

  it(`fit ${widthPx} px`, () => {
    deepEqual([...wrong.width].slice(0, 5), []);
  });

  it(`have nothing to press that is smaller than ${targetPx} px`, () => {
    deepEqual([...wrong.target].slice(0, 5), []);
  });

  it('have one heading, one place for refusals and at most one action that leads on', () => {
    deepEqual([...wrong.outline], []);
  });

  it('have the parts that the class names, and no others', async () => {
    const source = (await readFile({ path: '../../src/elements/setup-wizard.ts' }))!;
    const named = [...source.matchAll(/@csspart (\S+)/g)].map(([, name]) => name!);
    deepEqual([...parts].sort(), named.sort());
  });
});
