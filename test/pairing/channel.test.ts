import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { Channel, TamperedError } from '../../src/pairing/channel.ts';
import { parcelSize } from '../../src/pairing/parcel.ts';
import type { Bytes, Message, Role } from '../../src/pairing/protocol.ts';
import { readMessage } from '../../src/pairing/encoding.ts';
import { commitment, digits, infoOf, openerOf, transcript } from './by-the-document.ts';
import { sampleEntry, sampleKey } from './pairs.ts';

interface Party {
  role: Role;
  nonce: string;
  privateKey: { kty: string; crv: string; x: string; y: string; d: string };
}
// Made by test/pairing/make-vectors.ts, read by an implementation that shares no code with ours.
const vectors = JSON.parse(readFileSync('test/vectors/pairing.json', 'utf8')) as {
  id: string;
  opener: Party;
  joiner: Party;
  /** Has keys, and no part in the messages. */
  attacker: Party;
  messages: Record<Message['type'], string>;
  transcript: string;
  digits: string;
  info: Record<Role, string>;
};

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'));
type Sent<Type extends Message['type']> = Extract<Message, { type: Type }>;
const message = <Type extends Message['type']>(type: Type): Sent<Type> => {
  return readMessage(vectors.messages[type]) as Sent<Type>;
};
const rawKey = ({ privateKey: { x, y } }: Party) => Buffer.concat([Buffer.of(4), bytesOf(x), bytesOf(y)]);

async function keysOf({ privateKey }: Party): Promise<CryptoKeyPair> {
  const { d: _, ...open } = privateKey;
  const name = { name: 'ECDH', namedCurve: 'P-256' };
  return {
    privateKey: await crypto.subtle.importKey('jwk', privateKey, name, false, ['deriveBits']),
    publicKey: await crypto.subtle.importKey('jwk', open, name, true, []),
  };
}

async function channelOf(party: Party): Promise<Channel> {
  return Channel.make({ role: party.role, keys: await keysOf(party), random: () => bytesOf(party.nonce) });
}

/** Both ends of the vectors, when they have agreed. */
async function agreed(): Promise<{ taker: Channel; giver: Channel; digits: string[] }> {
  const [taker, giver] = await Promise.all([channelOf(vectors.opener), channelOf(vectors.joiner)]);
  const offer = await taker.offer();
  const { reveal, digits } = await taker.uncover(vectors.id, giver.reply(offer, { id: vectors.id }));
  return { taker, giver, digits: [digits, await giver.check(vectors.id, reveal)] };
}

test('the fixed keys and nonces give the messages and digits of the vectors', async () => {
  const [taker, giver] = await Promise.all([channelOf(vectors.opener), channelOf(vectors.joiner)]);
  const offer = await taker.offer();
  assert.deepEqual(offer, message('offer'));
  const reply = giver.reply(offer, { id: vectors.id });
  assert.deepEqual(reply, message('reply'));
  const { reveal, digits: shown } = await taker.uncover(vectors.id, reply);
  assert.deepEqual(reveal, message('reveal'));
  assert.deepEqual([shown, await giver.check(vectors.id, reveal)], [vectors.digits, vectors.digits]);
});

test('the sealed messages of the vectors open', async () => {
  const { taker, giver } = await agreed();
  await giver.openConfirmed(message('confirmed').sealed);
  const { issuer, key } = await taker.openEntry(message('entry').sealed);
  assert.equal(issuer, sampleEntry().issuer);
  assert.ok(key.secret.equals(sampleKey));
  await giver.openKept(message('kept').sealed);
});

test('whoever implements the document alone gets the same transcript and digits', () => {
  const { id, messages } = vectors;
  const hash = transcript(id, bytesOf(messages.offer), bytesOf(messages.reply), bytesOf(messages.reveal));
  assert.equal(hash.toString('base64url'), vectors.transcript);
  assert.equal(digits(hash), vectors.digits);
  assert.deepEqual(
    bytesOf(messages.offer).slice(-32),
    Uint8Array.from(commitment(rawKey(vectors.opener), bytesOf(vectors.opener.nonce))),
  );
});

test('whoever implements the document alone opens what is sealed, and reads the entry', () => {
  const toKey = (raw: Uint8Array) => {
    const [x, y] = [raw.slice(1, 33), raw.slice(33)].map((half) => Buffer.from(half).toString('base64url'));
    return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x!, y: y! } });
  };
  const reader = (own: Party, other: Party) => ({
    privateKey: createPrivateKey({ format: 'jwk', key: own.privateKey }),
    publicKey: rawKey(own),
    senderKey: rawKey(other),
    toKey,
  });
  const hash = bytesOf(vectors.transcript);
  const sealed = (type: Message['type']) => bytesOf(vectors.messages[type]).slice(1);
  const cut = (bytes: Uint8Array) => [bytes.slice(0, 65), bytes.slice(65)] as const;

  const [enc, text] = cut(sealed('entry'));
  const parcel = openerOf(reader(vectors.opener, vectors.joiner), enc, infoOf('giver', hash))(0, 5, text);
  assert.equal(parcel.length, parcelSize);
  assert.deepEqual(JSON.parse(parcel.toString('utf8')), {
    issuer: '京都大学',
    account: 'a0123456',
    secret: sampleKey,
    digits: 6,
    periodS: 30,
    algorithm: 'SHA1',
  });

  const [takersEnc, word] = cut(sealed('confirmed'));
  const open = openerOf(reader(vectors.joiner, vectors.opener), takersEnc, infoOf('taker', hash));
  assert.equal(open(0, 4, word).length, 0);
  assert.equal(open(1, 6, sealed('kept')).length, 0);
});

test('no bit of a sealed message can be turned', async () => {
  const { taker } = await agreed();
  const { sealed } = message('entry');
  for (let at = 0; at < sealed.length; at += 7) {
    const turned = sealed.slice();
    turned[at]! ^= 1 << (at % 8);
    await assert.rejects(taker.openEntry(turned), TamperedError);
  }
});

test('what one end sealed does not open at the same end, in another place, or after another conversation', async () => {
  const { taker, giver } = await agreed();
  const { sealed } = await taker.confirmed();
  await assert.rejects(taker.openConfirmed(sealed), TamperedError);
  await assert.rejects(taker.openEntry(sealed), TamperedError);
  const entry = await giver.entry(sampleEntry());
  await assert.rejects(giver.openConfirmed(entry.sealed), TamperedError);
  const [other, others] = [await channelOf(vectors.opener), await channelOf(vectors.joiner)];
  const reply = others.reply(await other.offer(), { id: 'ZZZZZZZZ' });
  await other.uncover('ZZZZZZZZ', reply);
  await assert.rejects(other.openEntry(entry.sealed), TamperedError);
});

test('a key that is no point of the curve, or one’s own come back, is refused', async () => {
  const { reply, opener } = { reply: message('reply'), opener: await channelOf(vectors.opener) };
  await opener.offer();
  await assert.rejects(opener.uncover(vectors.id, { ...reply, publicKey: new Uint8Array(65).fill(4) }), TamperedError);
  await assert.rejects(opener.uncover(vectors.id, { ...reply, publicKey: message('reveal').publicKey }), TamperedError);
});

test('a scanned code tells at once that the offer is another', async () => {
  const giver = await channelOf(vectors.joiner);
  const commitment = Buffer.alloc(32).toString('base64url');
  assert.throws(() => giver.reply(message('offer'), { id: vectors.id, role: 'taker', commitment }), TamperedError);
});

test('a reveal of anything else than what was committed to is refused', async () => {
  const giver = await channelOf(vectors.joiner);
  giver.reply(message('offer'), { id: vectors.id });
  const { publicKey, nonce } = message('reveal');
  const otherKey = Uint8Array.from(rawKey(vectors.attacker));
  await assert.rejects(giver.check(vectors.id, { type: 'reveal', publicKey: otherKey, nonce }), TamperedError);
  const otherNonce = nonce.map((byte) => byte ^ 1);
  await assert.rejects(giver.check(vectors.id, { type: 'reveal', publicKey, nonce: otherNonce }), TamperedError);
});

test('versions taken out of an offer on the way change the digits', async () => {
  const [taker, giver] = await Promise.all([channelOf(vectors.opener), channelOf(vectors.joiner)]);
  await taker.offer();
  const reply = giver.reply({ ...message('offer'), versions: [2, 1] }, { id: vectors.id });
  const { reveal, digits } = await taker.uncover(vectors.id, reply);
  assert.notEqual(await giver.check(vectors.id, reveal), digits);
});

test('after the end nothing can be sealed or opened', async () => {
  const { taker, giver } = await agreed();
  const { sealed } = await giver.entry(sampleEntry());
  taker.forget();
  giver.forget();
  await assert.rejects(taker.openEntry(sealed), TamperedError);
  await assert.rejects(async () => giver.entry(sampleEntry()), TamperedError);
});

/** The same numbers each time, so that a test with chance in it has none. */
function numbers(seed: number): (length: number) => Bytes {
  let state = seed;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
}

test('a mailbox that puts its own keys in is seen in each of 1,000 tries, whichever side it serves first', async () => {
  const id = vectors.id;
  const keys = { opener: await keysOf(vectors.opener), joiner: await keysOf(vectors.joiner) };
  const own = await keysOf(vectors.attacker);
  const random = numbers(1);
  const make = (role: Role, pair: CryptoKeyPair) => Channel.make({ role, keys: pair, random });
  let same = 0;
  for (let attempt = 0; attempt < 1000; attempt++) {
    const opener = await make('taker', keys.opener);
    const joiner = await make('giver', keys.joiner);
    // To the opener it is the joiner, to the joiner the opener, under keys of its own.
    const asJoiner = await make('giver', own);
    const asOpener = await make('taker', own);
    const towardsOpener = async () => {
      const { reveal, digits } = await opener.uncover(id, asJoiner.reply(await opener.offer(), { id }));
      await asJoiner.check(id, reveal);
      return digits;
    };
    const towardsJoiner = async () => {
      const { reveal } = await asOpener.uncover(id, joiner.reply(await asOpener.offer(), { id }));
      return joiner.check(id, reveal);
    };
    const shown: string[] = [];
    for (const serve of attempt % 2 ? [towardsOpener, towardsJoiner] : [towardsJoiner, towardsOpener]) {
      shown.push(await serve());
    }
    if (shown[0] === shown[1]) same++;
  }
  assert.equal(same, 0);
});
