import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profile as kyotoU } from '../../src/profiles/kyoto-u.ts';
import { profile as neutral } from '../../src/profiles/neutral.ts';
import { profileSchema, type Profile } from '../../src/profiles/schema.ts';

const fits = (value: unknown): boolean => profileSchema.safeParse(value).success;

for (const [name, profile] of Object.entries({ kyotoU, neutral })) {
  test(`the shipped profile ${name} fits the schema as it is written, nothing left out`, () => {
    assert.deepEqual(profileSchema.parse(JSON.parse(JSON.stringify(profile))), profile);
  });
}

test('Kyoto University: eight digits by mail, six in the app, one secret a person, its own mailboxes of no use', () => {
  const { policy } = kyotoU;
  assert.deepEqual([policy.mail.digits, policy.app.digits, policy.secretModel], [8, 6, 'shared']);
  assert.deepEqual([policy.app.periodS, policy.app.algorithm, policy.mail.codeLifeS], [30, 'SHA1', 24 * 60 * 60]);
  assert.ok(policy.mail.requiredFirst);
  assert.ok(policy.mail.forbiddenDomains.includes('st.kyoto-u.ac.jp'));
});

for (const href of [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'http://example.org/',
  'ftp://example.org/',
  'otpauth://totp/x',
  'example.org',
  '',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  '/\n/evil.example/',
  'https://example.org/\r',
  `https://example.org/${'x'.repeat(2000)}`,
]) {
  test(`a profile with the link ${JSON.stringify(href.slice(0, 30))} is refused, whichever link it is`, () => {
    for (const link of ['manuals', 'settings', 'contact', 'signIn']) {
      assert.ok(!fits({ ...neutral, links: { [link]: { en: href } } }), link);
      assert.ok(!fits({ ...neutral, links: { [link]: { en: 'https://example.org/', ja: href } } }), link);
    }
  });
}

test('links to secure pages and to places on the own site are fine', () => {
  assert.ok(fits({ ...neutral, links: { contact: { en: '/help', ja: 'https://example.org/ja/' } } }));
});

test('a profile with a rule outside what the contract allows is refused', () => {
  const withPolicy = (policy: object) => ({ ...neutral, policy: { ...neutral.policy, ...policy } });
  const { app, mail } = neutral.policy;
  for (const policy of [
    { secretModel: 'none' },
    { app: { ...app, digits: 5 } },
    { app: { ...app, digits: 1e9 } },
    { app: { ...app, periodS: 0 } },
    { app: { ...app, algorithm: 'MD5' } },
    { mail: { ...mail, digits: 9 } },
    { mail: { ...mail, forbiddenDomains: Array(101).fill('example.org') } },
    { mail: { ...mail, forbiddenDomains: 'example.org' } },
  ]) {
    assert.ok(!fits(withPolicy(policy)), JSON.stringify(policy).slice(0, 60));
  }
});

test('what is not a profile at all is refused', () => {
  for (const value of [
    undefined,
    null,
    '',
    'kyoto-u',
    1,
    [],
    {},
    { ...neutral, name: {} },
    { ...neutral, issuers: [] },
    [neutral],
  ]) {
    assert.ok(!fits(value), JSON.stringify(value));
  }
});

test('a profile without one of its parts is refused', () => {
  for (const part of Object.keys(neutral)) {
    assert.ok(!fits({ ...neutral, [part]: undefined }), part);
  }
});

test('a name has a length that a screen can show', () => {
  assert.ok(!fits({ ...neutral, name: { en: 'x'.repeat(501) } }));
  assert.ok(!fits({ ...neutral, name: { en: ['x'] } }));
  assert.ok(fits({ ...neutral, name: { en: '<img src=x onerror=alert(1)>' } }), 'text is never markup here');
});

test('members that the schema does not know are left behind, so that none can sneak in', () => {
  const parsed: Profile = profileSchema.parse(
    JSON.parse('{"extra":1,"__proto__":{"x":1},' + JSON.stringify(neutral).slice(1)),
  );
  assert.deepEqual(Object.keys(parsed).sort(), Object.keys(neutral).sort());
  assert.ok(!('x' in parsed));
});
