import { stub } from './mounted.ts';

type Prf = { prf: { eval: { first: Uint8Array<ArrayBuffer> } } };

/** Not every engine has them on every system: WebKit on Linux has none. */
export const hasPasskeys = !!(navigator.credentials as CredentialsContainer | undefined);
export const passkeysMissing = hasPasskeys ? '' : ' [this engine has no passkeys here]';

/** An authenticator with PRF that says yes; `asked` counts how often. */
export function fakePasskeys(): { asked: number } {
  const counted = { asked: 0 };
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const answer = async ({ prf }: Prf) => {
    counted.asked++;
    const both = new Uint8Array([...secret, ...prf.eval.first]);
    const first = await crypto.subtle.digest('SHA-256', both);
    return {
      rawId: new Uint8Array([1, 2, 3]).buffer,
      getClientExtensionResults: () => ({ prf: { enabled: true, results: { first } } }),
    };
  };
  const asked = ({ publicKey }: { publicKey: { extensions: Prf } }) => answer(publicKey.extensions);
  stub(navigator.credentials, 'create', asked as never);
  stub(navigator.credentials, 'get', asked as never);
  return counted;
}
