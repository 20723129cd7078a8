import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networksOf } from '../../src/server/network.ts';

test('an IPv4 address counts as itself, also as a socket writes it in IPv6, and as its network of 24 bits', () => {
  for (const address of ['192.0.2.7', '::ffff:192.0.2.7', '::FFFF:192.0.2.7'])
    assert.deepEqual(networksOf(address), ['192.0.2.7', '192.0.2.0/24']);
});

test('an IPv6 address counts as its networks of 64, 56 and 48 bits, however it is written', () => {
  for (const address of [
    '2001:db8:1:1234:3:4:5:6',
    '2001:DB8:1:1234::',
    '2001:0db8:0001:1234::9',
    '2001:db8:1:1234:ffff:ffff:ffff:ffff',
  ])
    assert.deepEqual(networksOf(address), ['2001:db8:1:1234::/64', '2001:db8:1:1200::/56', '2001:db8:1::/48'], address);
  assert.deepEqual(networksOf('2001:db8::1')[0], '2001:db8:0:0::/64');
  assert.deepEqual(networksOf('2001:db8::2:3:4:5:6')[0], '2001:db8:0:2::/64');
  assert.deepEqual(networksOf('::1'), ['0:0:0:0::/64', '0:0:0:0::/56', '0:0:0::/48']);
  assert.notEqual(networksOf('2001:db8:1:3::9')[0], networksOf('2001:db8:1:2::9')[0]);
  assert.equal(networksOf('2001:db8:1:3::9')[1], networksOf('2001:db8:1:2::9')[1]);
  assert.notEqual(networksOf('2001:db8:1:ff00::9')[1], networksOf('2001:db8:1:2::9')[1]);
  assert.equal(networksOf('2001:db8:1:ff00::9')[2], networksOf('2001:db8:1:2::9')[2]);
});

test('what is no address counts as what it is', () => {
  for (const text of ['', 'unix:', 'proxy-3', ':::', '1::2::3'])
    for (const name of networksOf(text)) assert.equal(typeof name, 'string');
});
