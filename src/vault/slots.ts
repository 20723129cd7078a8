import type { Proof, VaultFault } from '../vault-state.ts';
import type { Slot } from './database.ts';
import { randomBytes, seal, unseal, wrappingKey } from './envelope.ts';
import { VaultError } from './vault-error.ts';

/** Locks by what a person knows or holds: the slots of the vault key that do not open by themselves. */

type Bytes = Uint8Array<ArrayBuffer>;
type Passphrase = Slot & { kind: 'passphrase' };
type Passkey = Slot & { kind: 'passkey' };

/** OWASP Password Storage Cheat Sheet, 2023, for PBKDF2 with HMAC-SHA-256. The browser derives off the page's thread. */
const iterations = 600_000;

async function passphraseKey(
  passphrase: string,
  { salt, iterations }: Pick<Passphrase, 'salt' | 'iterations'>,
): Promise<CryptoKey> {
  // The same passphrase typed on another keyboard may be other code points (Unicode Standard Annex #15).
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const material = new Uint8Array(await crypto.subtle.deriveBits(parameters, base, 256));
  const key = await wrappingKey(material, 'passphrase');
  material.fill(0);
  bytes.fill(0);
  return key;
}

export async function passphraseSlot(passphrase: string, vaultKey: Bytes): Promise<Passphrase> {
  const parameters = { salt: randomBytes(16), iterations };
  const key = await passphraseKey(passphrase, parameters);
  return { kind: 'passphrase', ...parameters, wrapped: await seal(key, 'slot passphrase', vaultKey) };
}

const isBytes = (value: unknown): value is BufferSource => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** What the passkey answers for `salt` (WebAuthn Level 3 §10.1.4, `prf`), as a key. */
async function keyFromPrf(results: AuthenticationExtensionsClientOutputs): Promise<CryptoKey | undefined> {
  const first = results.prf?.results?.first;
  if (!isBytes(first)) return undefined;
  const view = ArrayBuffer.isView(first) ? first : new Uint8Array(first);
  const material = new Uint8Array(view.byteLength);
  material.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  const key = await wrappingKey(material, 'passkey');
  material.fill(0);
  return key;
}

function faultOf(error: unknown): VaultFault {
  const { name } = error as DOMException;
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  return name === 'NotSupportedError' || name === 'SecurityError' || name === 'ReferenceError'
    ? 'unsupported'
    : 'failed';
}

async function ask<Answer>(asking: () => Promise<Answer>): Promise<Answer> {
  if (typeof PublicKeyCredential === 'undefined') throw new VaultError('unsupported');
  try {
    return await asking();
  } catch (cause) {
    throw new VaultError(faultOf(cause), { cause });
  }
}

async function passkeyKey({ credentialId, salt }: Pick<Passkey, 'credentialId' | 'salt'>): Promise<CryptoKey> {
  const credential = (await ask(() =>
    navigator.credentials.get({
      publicKey: {
        // Nobody checks the signature: what opens the vault is the secret that `prf` answers.
        challenge: randomBytes(32),
        allowCredentials: [{ type: 'public-key', id: credentialId }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  )) as PublicKeyCredential | null;
  const key = credential && (await keyFromPrf(credential.getClientExtensionResults()));
  if (!key) throw new VaultError('unsupported');
  return key;
}

export async function passkeySlot(vaultKey: Bytes): Promise<Passkey> {
  const salt = randomBytes(32);
  const label = location.hostname;
  const credential = (await ask(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: randomBytes(32),
        rp: { name: label },
        user: { id: randomBytes(16), name: label, displayName: label },
        // ES256 and RS256, as every authenticator has one of them.
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { userVerification: 'required' },
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  )) as PublicKeyCredential | null;
  if (!credential) throw new VaultError('cancelled');
  const results = credential.getClientExtensionResults();
  if (!results.prf?.enabled) throw new VaultError('unsupported');
  const credentialId = new Uint8Array(credential.rawId);
  // Some authenticators answer only when they are asked again.
  const key = (await keyFromPrf(results)) ?? (await passkeyKey({ credentialId, salt }));
  return { kind: 'passkey', credentialId, salt, wrapped: await seal(key, 'slot passkey', vaultKey) };
}

/** The vault key by a person's proof; whoever gets it wipes it. */
export async function openSlot(slots: readonly Slot[], proof: Proof): Promise<Bytes> {
  const slot = slots.find(({ kind }) => kind === proof.by);
  if (slot?.kind === 'passphrase' && proof.by === 'passphrase') {
    const key = await passphraseKey(proof.passphrase.reveal(), slot);
    return unseal(key, 'slot passphrase', slot.wrapped).catch((cause: unknown) => {
      throw new VaultError('wrong-passphrase', { cause });
    });
  }
  if (slot?.kind === 'passkey') {
    const key = await passkeyKey(slot);
    return unseal(key, 'slot passkey', slot.wrapped).catch((cause: unknown) => {
      throw new VaultError('unsupported', { cause });
    });
  }
  throw new VaultError('unsupported');
}
