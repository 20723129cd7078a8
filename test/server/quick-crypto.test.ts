import assert from 'node:assert/strict';
import * as nodeCrypto from 'node:crypto';
import test from 'node:test';
import { byNode, byWebCrypto } from '../../src/server/quick-crypto.ts';

const both = { Node: byNode(nodeCrypto), WebCrypto: byWebCrypto };
const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (found: Uint8Array) => Buffer.from(found).toString('hex');

for (const [name, quick] of Object.entries(both)) {
  test(`${name}: the hash of FIPS 180-4, example "abc"`, async () => {
    assert.equal(
      hex(await quick.sha256(bytes('abc'))),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  test(`${name}: the HMAC of RFC 4231, test case 2`, async () => {
    const hash = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', bytes('Jefe'), hash, false, ['sign']);
    assert.equal(
      hex(await quick.hmac(key, bytes('what do ya want for nothing?'))),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  test(`${name}: opens what was sealed, and nothing that was changed, cut or bound to something else`, async () => {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const gcm = { iv: crypto.getRandomValues(new Uint8Array(12)), additionalData: bytes('row 1') };
    for (const text of ['', 'a secret', 'x'.repeat(3000)]) {
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', ...gcm }, key, bytes(text)));
      assert.equal(new TextDecoder().decode(await quick.openGcm(key, gcm, sealed)), text);
      for (const at of [0, sealed.length - 1]) {
        const changed = sealed.slice();
        changed[at]! ^= 1;
        await assert.rejects(quick.openGcm(key, gcm, changed));
      }
      await assert.rejects(quick.openGcm(key, { ...gcm, additionalData: bytes('row 2') }, sealed));
      await assert.rejects(quick.openGcm(key, gcm, sealed.subarray(0, -1)));
    }
    await assert.rejects(quick.openGcm(key, gcm, new Uint8Array(3)));
  });
}
