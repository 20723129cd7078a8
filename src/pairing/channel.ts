import { toBase64url } from '../core/base64url.ts';
import type { Entry } from '../core/entry.ts';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256, type SenderContext } from '../core/hpke.ts';
import { readParcel, writeParcel } from './parcel.ts';
import { versions, type Bytes, type Invitation, type Message, type Role } from './protocol.ts';
import { encodeMessage, joined, sizes, typeByte } from './encoding.ts';

/** What is not what it has to be: another key, another commitment, bytes that do not open. */
export class TamperedError extends Error {}

export interface ChannelOptions {
  role: Role;
  /** Random bytes; the nonce is made of them. */
  random?: (length: number) => Bytes;
  /** The pair of this one pairing: ECDH P-256. Vectors bring their own. */
  keys?: CryptoKeyPair;
}

type Sent<Type extends Message['type']> = Extract<Message, { type: Type }>;

/** RFC 9180 §7: DHKEM(P-256, HKDF-SHA256) 0x0010, HKDF-SHA256 0x0001, AES-256-GCM 0x0002. */
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** X25519 keys get lost in WebKit when they are stored; P-256 is everywhere. The private key cannot be read out. */
export const makeKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);

/** A label ends in a zero byte, so none is the beginning of another. */
const labelled = (purpose: string): Bytes => new TextEncoder().encode(`mfa-elements pairing 1 ${purpose}\0`);

const hash = async (purpose: string, ...parts: (Bytes | number[])[]): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', joined(labelled(purpose), ...parts)));

const withLength = (part: Bytes): Bytes => joined([part.length >> 8, part.length & 0xff], part);

const isSame = (one: Bytes, other: Bytes): boolean => toBase64url(one) === toBase64url(other);

/**
 * The cryptography of one end of one pairing.
 *
 * Owns: the key pair, the nonce, the transcript, what is sealed and opened with them. Does not own: what happens when
 * (protocol), how it travels (session). Rejects with `TamperedError`.
 */
export class Channel {
  readonly #role: Role;
  #keys: CryptoKeyPair | undefined;
  readonly #publicKey: Bytes;
  readonly #nonce: Bytes;
  #offer: Sent<'offer'> | undefined;
  #reply: Sent<'reply'> | undefined;
  #transcript: Bytes | undefined;
  #otherKey: CryptoKey | undefined;
  /** Of the taker: its word, and later its acknowledgement. */
  #sealing: SenderContext | undefined;
  /** The same, as the giver opens it. */
  #opening: Awaited<ReturnType<CipherSuite['createRecipientContext']>> | undefined;

  private constructor(role: Role, keys: CryptoKeyPair, publicKey: Bytes, nonce: Bytes) {
    this.#role = role;
    this.#keys = keys;
    this.#publicKey = publicKey;
    this.#nonce = nonce;
  }

  static async make({ role, random = randomBytes, keys: given }: ChannelOptions): Promise<Channel> {
    const keys = given ?? (await makeKeys());
    const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
    return new Channel(role, keys, publicKey, random(sizes.nonce));
  }

  /** The opener's first message. It fixes key and nonce, and tells neither. */
  async offer(): Promise<Sent<'offer'>> {
    const commitment = await hash('commitment', this.#publicKey, this.#nonce);
    this.#offer = { type: 'offer', role: this.#role, versions, commitment };
    return this.#offer;
  }

  /** The joiner's answer. A scanned QR code says what must have been offered. */
  reply(offer: Sent<'offer'>, { role, commitment }: Invitation): Sent<'reply'> {
    const isExpected = commitment === undefined || commitment === toBase64url(offer.commitment);
    if (!isExpected || (role !== undefined && role !== offer.role)) throw new TamperedError();
    const version = versions.find((each) => offer.versions.includes(each))!;
    this.#offer = offer;
    this.#reply = { type: 'reply', version, role: this.#role, publicKey: this.#publicKey, nonce: this.#nonce };
    return this.#reply;
  }

  /** The opener shows what it had committed to: only now, when the other can no longer choose. */
  async uncover(id: string, reply: Sent<'reply'>): Promise<{ reveal: Sent<'reveal'>; digits: string }> {
    this.#reply = reply;
    const reveal: Sent<'reveal'> = { type: 'reveal', publicKey: this.#publicKey, nonce: this.#nonce };
    return { reveal, digits: await this.#agree(id, reveal, reply.publicKey) };
  }

  /** The joiner looks whether it is what the opener had committed to. */
  async check(id: string, reveal: Sent<'reveal'>): Promise<string> {
    const commitment = await hash('commitment', reveal.publicKey, reveal.nonce);
    if (!isSame(commitment, this.#offer!.commitment)) throw new TamperedError();
    return this.#agree(id, reveal, reveal.publicKey);
  }

  /** The six digits, from everything that was said. */
  async #agree(id: string, reveal: Sent<'reveal'>, otherKey: Bytes): Promise<string> {
    // Our own key come back: a mirror.
    if (isSame(otherKey, this.#publicKey)) throw new TamperedError();
    this.#otherKey = await authentic(() => suite.kem.deserializePublicKey(otherKey));
    const messages = [this.#offer!, this.#reply!, reveal].map(encodeMessage);
    const parts = [new TextEncoder().encode(id), ...messages].map(withLength);
    this.#transcript = await hash('transcript', ...parts);
    const digest = await hash('digits', this.#transcript);
    const number = new DataView(digest.buffer).getBigUint64(0);
    return String(number % 1_000_000n).padStart(6, '0');
  }

  /** The taker's word that its person has compared. */
  async confirmed(): Promise<Sent<'confirmed'>> {
    this.#sealing = await this.#sender('taker');
    return { type: 'confirmed', sealed: await sealed(this.#sealing, 'confirmed', new Uint8Array(0), true) };
  }

  async openConfirmed(bytes: Bytes): Promise<void> {
    await authentic(async () => {
      const context = await this.#recipient('taker', bytes);
      await context.open(bytes.subarray(sizes.publicKey), Uint8Array.of(typeByte('confirmed')));
      this.#opening = context;
    });
  }

  async entry(entry: Entry): Promise<Sent<'entry'>> {
    const parcel = writeParcel(entry);
    const bytes = await sealed(await this.#sender('giver'), 'entry', parcel, true);
    parcel.fill(0);
    return { type: 'entry', sealed: bytes };
  }

  async openEntry(bytes: Bytes): Promise<Entry> {
    return authentic(async () => {
      const context = await this.#recipient('giver', bytes);
      const aad = Uint8Array.of(typeByte('entry'));
      const parcel = new Uint8Array(await context.open(bytes.subarray(sizes.publicKey), aad));
      const entry = readParcel(parcel);
      parcel.fill(0);
      if (!entry) throw new TamperedError();
      return entry;
    });
  }

  async kept(): Promise<Sent<'kept'>> {
    return { type: 'kept', sealed: await sealed(this.#sealing!, 'kept', new Uint8Array(0), false) };
  }

  async openKept(bytes: Bytes): Promise<void> {
    await authentic(() => this.#opening!.open(bytes, Uint8Array.of(typeByte('kept'))));
  }

  /** Nothing can be sealed or opened any more. */
  forget(): void {
    this.#keys = this.#otherKey = this.#sealing = this.#opening = undefined;
    this.#offer = this.#reply = undefined;
    this.#nonce.fill(0);
    this.#transcript?.fill(0);
  }

  /** Mode Auth (RFC 9180 §5.1.3): whoever opens it knows whose key sealed it; `info` is the whole conversation. */
  #sender(from: Role): Promise<SenderContext> {
    const { keys, otherKey, info } = this.#bound(from);
    return suite.createSenderContext({ recipientPublicKey: otherKey, senderKey: keys, info });
  }

  #recipient(from: Role, bytes: Bytes) {
    const { keys, otherKey, info } = this.#bound(from);
    const enc = bytes.slice(0, sizes.publicKey);
    return suite.createRecipientContext({ recipientKey: keys, senderPublicKey: otherKey, enc, info });
  }

  #bound(from: Role) {
    if (!this.#keys || !this.#otherKey || !this.#transcript) throw new TamperedError();
    return { keys: this.#keys, otherKey: this.#otherKey, info: joined(labelled(`from ${from}`), this.#transcript) };
  }
}

async function sealed(context: SenderContext, type: Message['type'], content: Bytes, isFirst: boolean): Promise<Bytes> {
  const bytes = new Uint8Array(await context.seal(content, Uint8Array.of(typeByte(type))));
  return isFirst ? joined(new Uint8Array(context.enc), bytes) : bytes;
}

/** The library's many errors mean one thing here. */
async function authentic<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new TamperedError('', { cause });
  }
}
