import { fromBase64url, toBase64url } from '../core/base64url.ts';
import { toldReasons } from '../ports/pairing.ts';
import type { Bytes, Message, Role } from './protocol.ts';

/** Messages as bytes, and bytes as the text that the mailbox carries. Docs: docs/en/pairing.md. */

export const messageLimit = 4096;
export const sizes = { hash: 32, nonce: 32, publicKey: 65, tag: 16 } as const;

const types: Message['type'][] = ['offer', 'reply', 'reveal', 'confirmed', 'entry', 'kept', 'end'];
const roles: Role[] = ['giver', 'taker'];

export const typeByte = (type: Message['type']): number => types.indexOf(type) + 1;

export function joined(...parts: (Uint8Array | readonly number[])[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

export function encodeMessage(message: Message): Bytes {
  const type = [typeByte(message.type)];
  switch (message.type) {
    case 'offer': {
      const { role, versions, commitment } = message;
      return joined(type, [roles.indexOf(role), versions.length], versions, commitment);
    }
    case 'reply':
      return joined(type, [message.version, roles.indexOf(message.role)], message.publicKey, message.nonce);
    case 'reveal':
      return joined(type, message.publicKey, message.nonce);
    case 'end':
      return joined(type, [toldReasons.indexOf(message.reason)]);
    default:
      return joined(type, message.sealed);
  }
}

/** Undefined for anything that `encodeMessage` would not have written. */
export function decodeMessage(bytes: Bytes): Message | undefined {
  const type = types[(bytes[0] ?? 0) - 1];
  const rest = bytes.subarray(1);
  const cut = (from: number, length: number): Bytes => rest.slice(from, from + length);
  const { hash, nonce, publicKey, tag } = sizes;
  switch (type) {
    case 'offer': {
      const role = roles[rest[0] ?? -1];
      const count = rest[1] ?? 0;
      if (!role || count < 1 || rest.length !== 2 + count + hash) return undefined;
      return { type, role, versions: [...cut(2, count)], commitment: cut(2 + count, hash) };
    }
    case 'reply': {
      const role = roles[rest[1] ?? -1];
      if (!role || rest.length !== 2 + publicKey + nonce) return undefined;
      return { type, version: rest[0]!, role, publicKey: cut(2, publicKey), nonce: cut(2 + publicKey, nonce) };
    }
    case 'reveal':
      if (rest.length !== publicKey + nonce) return undefined;
      return { type, publicKey: cut(0, publicKey), nonce: cut(publicKey, nonce) };
    case 'confirmed':
    case 'entry':
      return rest.length < publicKey + tag ? undefined : { type, sealed: rest.slice() };
    case 'kept':
      return rest.length === tag ? { type, sealed: rest.slice() } : undefined;
    case 'end': {
      const reason = toldReasons[rest[0] ?? -1];
      return reason && rest.length === 1 ? { type, reason } : undefined;
    }
    case undefined:
      return undefined;
  }
}

export const writeMessage = (message: Message): string => toBase64url(encodeMessage(message));

/** Undefined when it is too long or no message. */
export function readMessage(text: string): Message | undefined {
  const bytes = text.length > messageLimit ? undefined : fromBase64url(text);
  return bytes && decodeMessage(bytes);
}
