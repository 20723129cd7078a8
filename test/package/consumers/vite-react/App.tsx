import { MfaSetupWizard } from 'mfa-elements/react';
import { useState } from 'react';

export function App() {
  const [isSetUp, setIsSetUp] = useState(false);
  return (
    <main>
      <MfaSetupWizard
        endpoint="/api/mfa"
        profile="kyoto-u"
        onMfaComplete={({ detail }) => setIsSetUp(detail.flow === 'app-smartphone')}
      />
      {isSetUp && <p>Welcome</p>}
    </main>
  );
}
