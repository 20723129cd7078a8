import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInHref } from '../../src/page/sign-in-href.ts';

const here = 'https://dept.example.org/mfa?lang=ja&step=2#top';

test('the way to sign in brings the person back to this very page', () => {
  const href = new URL(signInHref('https://sso.example.org/login', here)!);
  assert.equal(href.origin + href.pathname, 'https://sso.example.org/login');
  assert.equal(href.searchParams.get('return'), here);
});

test('what the address asks for already stays, and an older way back is replaced', () => {
  const href = new URL(signInHref('https://sso.example.org/?idp=x&return=https%3A%2F%2Fevil.example', here)!);
  assert.equal(href.searchParams.get('idp'), 'x');
  assert.deepEqual(href.searchParams.getAll('return'), [here]);
});

test('an address may be relative to the page', () => {
  assert.match(signInHref('/sign-in', here)!, /^https:\/\/dept\.example\.org\/sign-in\?return=/);
});

test('without an address, or with one that is not of the web, there is no way to sign in', () => {
  for (const address of [
    undefined,
    '',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'otpauth://x',
    'https://[',
  ]) {
    assert.equal(signInHref(address, here), undefined, address);
  }
});
