// The page of the app has its own files kept, so that it opens without a connection.
const address = '/authenticator-worker.js';

// Under Trusted Types the address of a worker takes no plain text. This policy knows one address.
const policy = window.trustedTypes?.createPolicy('authenticator-page', { createScriptURL: () => address });

navigator.serviceWorker
  ?.register(policy ? policy.createScriptURL(address) : address, { scope: '/authenticator' })
  // Browsers look for a new version by themselves, but late.
  .then((registration) => registration.update())
  // A browser that refuses needs the connection; and without a connection there is nothing new.
  .catch(() => undefined);
