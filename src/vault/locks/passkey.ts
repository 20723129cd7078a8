import type { VaultFault } from '../../ports/vault.ts';
import type { PasskeyLock } from '../records/format.ts';
import { randomBytes } from '../envelope.ts';
import { VaultError } from '../vault-error.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const isBytes = (value: unknown): value is BufferSource => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** What the passkey answers for `salt` (WebAuthn Level 3 §10.1.4, `prf`). */
function materialFromPrf(results: AuthenticationExtensionsClientOutputs): Bytes | undefined {
  const first = results.prf?.results?.first;
  if (!isBytes(first)) return undefined;
  const view = ArrayBuffer.isView(first) ? first : new Uint8Array(first);
  const material = new Uint8Array(view.byteLength);
  material.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return material;
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

/** Whoever gets it wipes it. */
export async function passkeyMaterial({
  credentialId,
  salt,
}: Pick<PasskeyLock, 'credentialId' | 'salt'>): Promise<Bytes> {
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
  const material = credential && materialFromPrf(credential.getClientExtensionResults());
  if (!material) throw new VaultError('unsupported');
  return material;
}

export async function makePasskey(): Promise<{ lock: PasskeyLock; material: Bytes }> {
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
  const material = materialFromPrf(results) ?? (await passkeyMaterial({ credentialId, salt }));
  return { lock: { kind: 'passkey', credentialId, salt }, material };
}
