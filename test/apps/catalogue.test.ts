import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appById, apps } from '../../src/apps/catalogue.ts';
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

test('store links lead to the two stores and nowhere else', () => {
  for (const { id, stores } of apps) {
    if (stores.ios) assert.match(stores.ios, /^https:\/\/apps\.apple\.com\/app\/[a-z0-9-]+\/id\d+$/, id);
    if (stores.android)
      assert.match(stores.android, /^https:\/\/play\.google\.com\/store\/apps\/details\?id=[\w.]+$/, id);
  }
});

test('each app says in each language what to tap, first for scanning, then for typing', () => {
  for (const { id, menu } of apps) {
    for (const [locale, { scan, key }] of Object.entries(menu)) {
      for (const label of [...scan, ...key]) assert.ok(label.trim(), `${id} ${locale}`);
      assert.ok(scan.length && key.length, `${id} ${locale}`);
    }
    assert.equal(menu.ja.scan.length, menu.en.scan.length, id);
    assert.equal(menu.ja.key.length, menu.en.key.length, id);
  }
});

test('the apps that a shipped profile names are in the catalogue', () => {
  for (const id of [...kyotoU.apps, ...neutral.apps]) assert.ok(appById(id), id);
});
