import 'mfa-elements/types/react';
import { MfaSetupWizard } from 'mfa-elements/react';

export const page = (
  <main>
    <mfa-setup-wizard endpoint="/api/mfa" sign-in="/sign-in" profile="kyoto-u" className="wide" />
    <MfaSetupWizard headers={async () => ({})} onMfaComplete={({ detail }) => detail.flow satisfies string} />
    {/* @ts-expect-error: React 18 would write a function into an attribute */}
    <mfa-setup-wizard headers={async () => ({})} />
  </main>
);
