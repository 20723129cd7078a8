/** @jsxImportSource preact */
import 'mfa-elements/define/setup-wizard';
import 'mfa-elements/types/preact';
import type { MfaSetupWizard } from 'mfa-elements';
import { createRef } from 'preact';

const wizard = createRef<MfaSetupWizard>();

export const page = (
  <main>
    <mfa-setup-wizard
      ref={wizard}
      class="wide"
      endpoint="/api/mfa"
      sign-in="/sign-in"
      headers={async () => ({})}
      onmfa-complete={({ detail }) => detail.flow satisfies string}
    >
      <p slot="help">Help</p>
    </mfa-setup-wizard>
    {/* @ts-expect-error: no such property */}
    <mfa-device-list endPoint="/api/mfa" />
    {/* @ts-expect-error: a listener is a function */}
    <mfa-device-list onmfa-change="refresh" />
  </main>
);
