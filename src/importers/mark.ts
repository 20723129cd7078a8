import { sha256 } from '@noble/hashes/sha2.js';

/**
 * A number that is the same for the same text or file. It does without WebCrypto, which a page without https does not
 * have.
 */
export const markOf = (content: string | Uint8Array): string =>
  sha256(typeof content === 'string' ? new TextEncoder().encode(content) : content).join();
