import 'mfa-elements/define';
import 'mfa-elements/types/react';
import { MfaDeviceList, MfaSetupWizard } from 'mfa-elements/react';
import { useRef } from 'react';
import type { MfaSetupWizard as Wizard } from 'mfa-elements';

export function Tags() {
  const wizard = useRef<Wizard>(null);
  return (
    <main>
      <mfa-setup-wizard
        ref={wizard}
        className="wide"
        endpoint="/api/mfa"
        sign-in="/sign-in"
        profile={{}}
        headers={async () => ({ Authorization: 'Bearer x' })}
        stepUp={async (signal) => !signal.aborted}
        onmfa-complete={({ detail }) => detail.flow satisfies string}
      >
        <p slot="intro">Hello</p>
      </mfa-setup-wizard>
      <mfa-device-list lang="ja" endpoint="/api/mfa" />
      <mfa-sync-pair from="smartphone" to="browser" />
      <mfa-authenticator keeps-codes profile="kyoto-u" />
      {/* @ts-expect-error: no such property */}
      <mfa-device-list endPoint="/api/mfa" />
      {/* @ts-expect-error: an address is a text */}
      <mfa-device-list endpoint={1} />
      {/* @ts-expect-error: a listener is a function */}
      <mfa-device-list onmfa-change="refresh" />
    </main>
  );
}

export function Components() {
  return (
    <>
      <MfaSetupWizard endpoint="/api/mfa" onMfaCancel={(event) => event.preventDefault()} />
      <MfaDeviceList headers={{}} onMfaChange={({ detail }) => detail.change satisfies string} />
      {/* @ts-expect-error: a detail has no key */}
      <MfaSetupWizard onMfaComplete={({ detail }) => detail.secret} />
    </>
  );
}
