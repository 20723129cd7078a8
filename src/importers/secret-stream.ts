/**
 * The first message of libsodium's crypto_secretstream_xchacha20poly1305 (its documentation, "Algorithm"): a key from
 * HChaCha20 of half the header, a nonce of a counter that begins at 1 and the other half, and in front of the message a
 * block for its tag. Undefined when the key is another or a byte was changed.
 */
export async function openMessage(
  key: Uint8Array,
  header: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (sealed.length < 17) return undefined;
  const [{ chacha20, hchacha }, { poly1305 }, { equalBytes }] = await Promise.all([
    import('@noble/ciphers/chacha.js'),
    import('@noble/ciphers/_poly1305.js'),
    import('@noble/ciphers/utils.js'),
  ]);
  const words = (bytes: Uint8Array) => new Uint32Array(bytes.slice().buffer);
  const subkey = new Uint32Array(8);
  hchacha(words(new TextEncoder().encode('expand 32-byte k')), words(key), words(header.subarray(0, 16)), subkey);
  const streamKey = new Uint8Array(subkey.buffer);
  const nonce = Uint8Array.of(1, 0, 0, 0, ...header.subarray(16, 24));
  const [cipherText, mac] = [sealed.subarray(1, -16), sealed.subarray(-16)];
  const block = new Uint8Array(64);
  block[0] = sealed[0]!;
  const tagBlock = chacha20(streamKey, nonce, block, undefined, 1);
  // The MAC covers the sealed block, so its first byte is the received one.
  tagBlock[0] = sealed[0]!;
  const lengths = new DataView(new ArrayBuffer(16));
  lengths.setUint32(8, 64 + cipherText.length, true);
  // libsodium pads by this length, and not to the next multiple of 16 bytes.
  const padding = new Uint8Array(cipherText.length % 16);
  const authenticated = new Uint8Array([...tagBlock, ...cipherText, ...padding, ...new Uint8Array(lengths.buffer)]);
  const macKey = chacha20(streamKey, nonce, new Uint8Array(32));
  const isRight = equalBytes(poly1305(authenticated, macKey), mac);
  const plain = isRight ? new Uint8Array(chacha20(streamKey, nonce, cipherText, undefined, 2)) : undefined;
  streamKey.fill(0);
  macKey.fill(0);
  return plain;
}
