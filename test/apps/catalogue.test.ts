import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appById, apps } from '../../src/apps/catalogue.ts';
import { locales } from '../../src/localization/languages.ts';
import { profile as kyotoU } from '../../src/profiles/kyoto-u.ts';
import { profile as neutral } from '../../src/profiles/neutral.ts';

test('an app is found by its id, and nothing by another word', () => {
  for (const app of apps) assert.equal(appById(app.id), app);
  for (const id of ['', 'Google Authenticator', 'toString']) assert.equal(appById(id), undefined);
});

test('each app has an id of its own, fit for an attribute', () => {
  assert.equal(new Set(apps.map(({ id }) => id)).size, apps.length);
  for (const { id } of apps) assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('each app has the name and the publisher that the stores show', () => {
  for (const { id, name, publisher } of apps) assert.ok(name.trim() && publisher.trim(), id);
});

test('store links lead to the stores and nowhere else', () => {
  const stores = {
    ios: /^https:\/\/apps\.apple\.com\/app\/[a-z0-9-]+\/id\d+$/,
    android: /^https:\/\/play\.google\.com\/store\/apps\/details\?id=[\w.]+$/,
    chrome: /^https:\/\/chromewebstore\.google\.com\/detail\/[a-z-]+\/[a-p]{32}$/,
    edge: /^https:\/\/microsoftedge\.microsoft\.com\/addons\/detail\/[a-z0-9-]+\/[a-p]{32}$/,
    firefox: /^https:\/\/addons\.mozilla\.org\/firefox\/addon\/[a-z-]+\/$/,
  };
  for (const app of apps)
    for (const [store, address] of Object.entries(app.stores))
      assert.match(address, stores[store as keyof typeof stores], app.id);
});

test('each way of each app says in each language it has what to tap', () => {
  for (const { id, gives, takes } of apps) {
    for (const [form, { menu, note }] of [...Object.entries(gives), ...Object.entries(takes)]) {
      // A button without a label, an icon say, is what the note is for.
      assert.ok((menu.en.length || note) && menu.en.every((label) => label.trim()), `${id} ${form}`);
      for (const locale of locales) {
        if (menu[locale]) assert.equal(menu[locale].length, menu.en.length, `${id} ${form} ${locale}`);
        if (note) assert.notEqual(note[locale]?.trim(), '', `${id} ${form} ${locale}`);
      }
    }
  }
});

test('the apps that a shipped profile names are in the catalogue', () => {
  for (const id of [...kyotoU.apps, ...neutral.apps]) assert.ok(appById(id), id);
});
