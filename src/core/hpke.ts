/**
 * RFC 9180, as far as a pairing and the locks of the vault need it. In the package this file is one with the library;
 * `scripts/build/npm.ts` tells why.
 */
export { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256, type SenderContext } from '@hpke/core';
