import assert from 'node:assert/strict';
import test from 'node:test';
import { judges, scan } from '../../support/authenticator.ts';
import { built } from '../../support/built.ts';
import { newPerson } from '../../support/person.ts';
import { Visitor } from '../../support/visitor.ts';
import { finish, toAppCode, toKey } from '../../support/walks.ts';

const consumers = {
  'vite-react': 'Vite and React, as a component',
  'vite-vue': 'Vite and Vue, as a tag in a template',
  vite: 'Vite alone',
  webpack: 'webpack',
  esbuild: 'esbuild',
  plain: 'no builder, by an import map',
};

for (const [name, title] of Object.entries(consumers)) {
  test(`manual 2-1 is finished in a page made with ${title}${judges}`, async () => {
    const { front, browser } = built;
    const person = await newPerson(front);
    await person.verifyMail();
    const context = await browser.newContext();
    await person.enter(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${front.url}/${name}/`);
    const visitor = new Visitor(page, 'en');
    await toKey(visitor);
    const app = await scan(visitor);
    await toAppCode(visitor);
    await finish(visitor, app.code());
    // The page itself has heard of it.
    await page.getByText('Welcome').waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
