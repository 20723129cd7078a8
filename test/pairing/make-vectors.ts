// Writes test/vectors/pairing.json anew: `npx tsx test/pairing/make-vectors.ts`. The keys are P-256 keys that stand for
// nobody; the sealed texts differ each time, for HPKE takes a fresh key for each.
import { writeFileSync } from 'node:fs';
import { Channel } from '../../src/pairing/channel.ts';
import { encodeMessage } from '../../src/pairing/encoding.ts';
import type { Bytes, Message } from '../../src/pairing/protocol.ts';
import { infoOf, transcript } from './by-the-document.ts';
import { sampleEntry } from './pairs.ts';

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const usable = { name: 'ECDH', namedCurve: 'P-256' };

async function party(role: 'giver' | 'taker', first: number) {
  const made = await crypto.subtle.generateKey(usable, true, ['deriveBits']);
  const nonce = Uint8Array.from({ length: 32 }, (_, at) => first + at);
  const channel = await Channel.make({ role, keys: made, random: () => nonce.slice() as Bytes });
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', made.privateKey);
  return { channel, facts: { role, nonce: base64url(nonce), privateKey: { kty, crv, x, y, d } } };
}

const id = 'K7Q2M4XZ';
const opener = await party('taker', 0x00);
const joiner = await party('giver', 0x40);
const attacker = await party('giver', 0x80);
const offer = await opener.channel.offer();
const reply = joiner.channel.reply(offer, { id });
const { reveal, digits } = await opener.channel.uncover(id, reply);
if ((await joiner.channel.check(id, reveal)) !== digits) throw new Error('The digits differ.');
const confirmed = await opener.channel.confirmed();
await joiner.channel.openConfirmed(confirmed.sealed);
const entry = await joiner.channel.entry(sampleEntry());
await opener.channel.openEntry(entry.sealed);
const kept = await opener.channel.kept();
await joiner.channel.openKept(kept.sealed);

const all: Message[] = [offer, reply, reveal, confirmed, entry, kept];
const bytes = Object.fromEntries(all.map((message) => [message.type, base64url(encodeMessage(message))]));
const hash = transcript(id, encodeMessage(offer), encodeMessage(reply), encodeMessage(reveal));
const vectors = {
  id,
  opener: opener.facts,
  joiner: joiner.facts,
  attacker: attacker.facts,
  messages: bytes,
  transcript: base64url(hash),
  digits,
  info: { giver: base64url(infoOf('giver', hash)), taker: base64url(infoOf('taker', hash)) },
};
writeFileSync('test/vectors/pairing.json', `${JSON.stringify(vectors, undefined, 2)}\n`);
