import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkOf } from '../../src/server/network.ts';

test('an IPv4 address counts as itself, also as a socket writes it in IPv6', () => {
  assert.equal(networkOf('192.0.2.7'), '192.0.2.7');
  assert.equal(networkOf('::ffff:192.0.2.7'), '192.0.2.7');
  assert.equal(networkOf('::FFFF:192.0.2.7'), '192.0.2.7');
});

test('an IPv6 address counts as its network of 64 bits, however it is written', () => {
  for (const address of [
    '2001:db8:1:2:3:4:5:6',
    '2001:DB8:1:2::',
    '2001:db8:1:2::9',
    '2001:db8:1:2:ffff:ffff:ffff:ffff',
  ])
    assert.equal(networkOf(address), '2001:db8:1:2', address);
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0');
  assert.equal(networkOf('2001:db8::2:3:4:5:6'), '2001:db8:0:2');
  assert.equal(networkOf('::1'), '0:0:0:0');
  assert.notEqual(networkOf('2001:db8:1:3::9'), networkOf('2001:db8:1:2::9'));
});

test('what is no address counts as what it is', () => {
  for (const text of ['', 'unix:', 'proxy-3', ':::', '1::2::3']) assert.equal(typeof networkOf(text), 'string');
});
