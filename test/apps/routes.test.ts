import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { apps, ownApp, unlistedApp, type App, type Place } from '../../src/apps/catalogue.ts';
import { planRoutes, type Abilities, type End, type Plan } from '../../src/apps/routes.ts';

const usual = { algorithm: 'SHA1', periodS: 30 } as const;
const places: Place[] = ['smartphone', 'browser'];
const ends: End[] = [...apps, unlistedApp].flatMap((app) =>
  places.filter((place) => app.places.includes(place)).map((place) => ({ app, place })),
);
const app = (id: string): App => apps.find((each) => each.id === id)!;
const on = (id: string, place: Place): End => ({ app: app(id), place });
const camera: Abilities = { camera: true, vault: false };
const nothing: Abilities = { camera: false, vault: false };
const first = (plan: Plan): string =>
  plan.at === 'none' ? plan.why : plan.routes[0].map(({ how, form }) => `${how} ${form}`).join(', ');
const way = (from: End, to: End, can = camera, key: Parameters<typeof planRoutes>[3] = usual) =>
  first(planRoutes(from, to, can, key));

test('from our own app to our own app, and from a phone to it without a camera here, pairing leads where there is a mailbox', () => {
  const own: End = { app: ownApp, place: 'browser' };
  const phone = on('google-authenticator', 'smartphone');
  const paired = { ...camera, pairing: true };
  assert.equal(way(own, own, paired), 'pair pairing');
  assert.equal(way(own, { ...own, place: 'smartphone' }, paired), 'pair pairing');
  assert.equal(way(phone, own, paired), 'read migration-qr, show key-text');
  const plan = planRoutes(phone, own, paired, usual);
  assert.ok(plan.at === 'routes' && plan.routes.at(-1)![0]!.how === 'pair');
  const usually = planRoutes(phone, own, camera, usual);
  assert.ok(usually.at === 'routes' && usually.routes.every(([first]) => first!.how !== 'pair'));
  assert.notEqual(way(own, own), 'pair pairing');
  // What gives nothing on a phone cannot be read there either.
  assert.equal(way(on('microsoft-authenticator', 'smartphone'), own, paired), 'gives-nothing');
});

describe('every pair of apps, with and without a camera, with usual keys and others', () => {
  const keys = [usual, { algorithm: 'SHA256', periodS: 30 }, { algorithm: 'SHA1', periodS: 60 }] as const;
  for (const from of ends)
    test(`from ${from.app.id} on a ${from.place}`, () => {
      for (const to of ends)
        for (const can of [camera, nothing])
          for (const key of keys) {
            const plan = planRoutes(from, to, can, key);
            const name = `${to.app.id} on a ${to.place}`;
            if (plan.at === 'none') {
              assert.equal(plan.why === 'gives-nothing', Object.keys(from.app.gives).length === 0, name);
              continue;
            }
            const lengths = plan.routes.map(({ length }) => length);
            assert.deepEqual(lengths, [...lengths].sort(), `${name}: shortest first`);
            for (const route of plan.routes) {
              assert.ok(route.length === (route[0]!.how === 'direct' ? 1 : 2), name);
              assert.ok(route[0]!.form in from.app.gives, name);
              assert.ok(route.at(-1)!.form in to.app.takes, name);
              if (route[0]!.form === 'migration-qr') assert.equal(key.periodS, 30, name);
              if (to.app.drops) assert.deepEqual(key, usual, name);
            }
          }
    });
});

test('two phones with Google Authenticator hand the account over themselves', () => {
  const google = on('google-authenticator', 'smartphone');
  assert.equal(way(google, google), 'direct migration-qr');
});

test('the extension shows its code to a phone, and writes a file for another browser', () => {
  const extension = on('authenticator-extension', 'browser');
  assert.equal(way(extension, on('google-authenticator', 'smartphone')), 'direct otpauth-qr');
  assert.equal(way(extension, extension), 'direct otpauth-text');
});

test('the extension is never given a migration code: this page reads it and draws an ordinary one', () => {
  const way25 = way(on('google-authenticator', 'smartphone'), on('authenticator-extension', 'browser'));
  assert.equal(way25, 'read migration-qr, show otpauth-qr');
});

test('without a camera a file is better than a code on a phone', () => {
  const [aegis, microsoft] = [on('aegis', 'smartphone'), on('microsoft-authenticator', 'smartphone')];
  assert.equal(way(aegis, microsoft), 'direct otpauth-qr');
  assert.equal(way(aegis, on('authenticator-extension', 'browser'), nothing), 'read backup-file, show otpauth-qr');
  assert.equal(way(aegis, on('authenticator-extension', 'browser')), 'read otpauth-qr, show otpauth-qr');
});

test('what gives nothing has no way, and says so', () => {
  assert.equal(way(on('microsoft-authenticator', 'smartphone'), on('aegis', 'smartphone')), 'gives-nothing');
});

test('what the new app would forget is not handed over', () => {
  const aegis = on('aegis', 'smartphone');
  const extension = on('authenticator-extension', 'browser');
  assert.equal(way(aegis, extension, camera, { algorithm: 'SHA256', periodS: 30 }), 'would-lose');
  assert.equal(way(aegis, extension, camera, { algorithm: 'SHA1', periodS: 60 }), 'would-lose');
});

test('a code that cannot carry the period is not used for it', () => {
  const google = on('google-authenticator', 'smartphone');
  assert.equal(way(google, google, camera, { algorithm: 'SHA1', periodS: 60 }), 'would-lose');
});
