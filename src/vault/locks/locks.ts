import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '../../core/hpke.ts';
import type { Proof } from '../../ports/vault.ts';
import type { LockSlot, PasskeyLock, PassphraseLock, SealedTo, Slot } from '../records/format.ts';
import { deriveBytes, unseal, wrappingKey } from '../envelope.ts';
import { makePasskey, passkeyMaterial } from './passkey.ts';
import { makePassphrase, passphraseMaterial } from './passphrase.ts';
import { isLockSlot } from '../records/format.ts';
import { VaultError } from '../vault-error.ts';

/**
 * Locks by what a person knows or holds. What the open lock gives makes a key pair, and the vault key is sealed to it
 * (RFC 9180, mode Base): so every lock gets the next vault key, while only one of them has been opened.
 */
type Bytes = Uint8Array<ArrayBuffer>;

/** A lock that the vault key can be sealed to. */
export type Lock = (PassphraseLock | PasskeyLock) & Pick<SealedTo, 'recipient'>;

/** RFC 9180 §7: DHKEM(P-256, HKDF-SHA256) 0x0010, HKDF-SHA256 0x0001, AES-256-GCM 0x0002. */
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const info = (kind: Lock['kind']): Bytes => new TextEncoder().encode(`mfa-elements vault 2 slot ${kind}`);

async function pairOf(kind: Lock['kind'], material: Bytes): Promise<CryptoKeyPair> {
  const seed = await deriveBytes(material, `pair ${kind}`);
  const pair = await suite.kem.deriveKeyPair(seed);
  seed.fill(0);
  return pair;
}

async function recipientOf({ kind }: Pick<Lock, 'kind'>, material: Bytes): Promise<Bytes> {
  const { publicKey } = await pairOf(kind, material);
  return new Uint8Array(await suite.kem.serializePublicKey(publicKey));
}

/** Wipes `material`. */
async function lockOf<Kind extends PassphraseLock | PasskeyLock>(made: {
  lock: Kind;
  material: Bytes;
}): Promise<Kind & Pick<SealedTo, 'recipient'>> {
  const recipient = await recipientOf(made.lock, made.material);
  made.material.fill(0);
  return { ...made.lock, recipient };
}

export const passphraseLock = async (passphrase: string): Promise<Lock> => lockOf(await makePassphrase(passphrase));
export const passkeyLock = async (): Promise<Lock> => lockOf(await makePasskey());

export async function sealTo(lock: Lock, vaultKey: Bytes): Promise<LockSlot> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(lock.recipient);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: info(lock.kind) }, vaultKey);
  return { ...lock, enc: new Uint8Array(enc), wrapped: ct as ArrayBuffer };
}

const hasPair = (slot: LockSlot): slot is LockSlot & SealedTo => 'recipient' in slot;

async function openWith(slot: LockSlot, material: Bytes): Promise<Bytes> {
  if (!hasPair(slot)) return unseal(await wrappingKey(material, slot.kind), `slot ${slot.kind}`, slot.wrapped);
  const recipientKey = await pairOf(slot.kind, material);
  return new Uint8Array(await suite.open({ recipientKey, enc: slot.enc, info: info(slot.kind) }, slot.wrapped));
}

/** What the person's proof gave: the vault key, which whoever gets it wipes, and the lock it opened. */
export interface Opened {
  vaultKey: Bytes;
  by: Lock;
}

export async function openLock(slots: readonly Slot[], proof: Proof): Promise<Opened> {
  const slot = slots.find((each) => each.kind === proof.by);
  if (!slot || !isLockSlot(slot)) throw new VaultError('unsupported');
  const material =
    slot.kind === 'passkey'
      ? await passkeyMaterial(slot)
      : await passphraseMaterial(proof.by === 'passphrase' ? proof.passphrase.reveal() : '', slot);
  try {
    const vaultKey = await openWith(slot, material);
    return { vaultKey, by: await asLock(slot, material) };
  } catch (cause) {
    throw new VaultError(slot.kind === 'passkey' ? 'unsupported' : 'wrong-passphrase', { cause });
  } finally {
    material.fill(0);
  }
}

/** `material` is needed for a slot of format 1. */
async function asLock(slot: LockSlot, material?: Bytes): Promise<Lock> {
  const recipient = hasPair(slot) ? slot.recipient : await recipientOf(slot, material!);
  return slot.kind === 'passkey'
    ? { kind: 'passkey', salt: slot.salt, credentialId: slot.credentialId, recipient }
    : { kind: 'passphrase', salt: slot.salt, iterations: slot.iterations, recipient };
}

/**
 * The locks of these slots, ready to get another vault key. Undefined where one of format 1 would have to be opened first
 * and is not the one that has been (`by`): `mayAsk` lets the browser ask for a passkey, but for no second passphrase.
 */
export async function locksToKeep(
  slots: readonly Slot[],
  { by, mayAsk }: { by: Lock | undefined; mayAsk: boolean },
): Promise<Lock[] | undefined> {
  const locks: Lock[] = [];
  for (const slot of slots.filter(isLockSlot)) {
    if (slot.kind === by?.kind) locks.push(by);
    else if (hasPair(slot)) locks.push(await asLock(slot));
    else if (slot.kind === 'passkey' && mayAsk) locks.push((await openLock([slot], { by: 'passkey' })).by);
    else return undefined;
  }
  return locks;
}
