/**
 * The strictest policy that the product promises to work under, on every page of the portal. The last three go beyond
 * the promise: no `<base>`, forms to this server only, and nobody frames a page where people prove who they are.
 */
export const promisedPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; " +
  "worker-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

const withRest = (policy: string): string => `${policy}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

export const pageHeaders = {
  'content-security-policy': withRest(promisedPolicy),
  'cache-control': 'private, no-cache',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=(self), clipboard-write=(self)',
} as const;

/** The page of the app: it may be installed, and one policy of its own lets it name its service worker. */
export const appPageHeaders = {
  ...pageHeaders,
  'content-security-policy': withRest(`${promisedPolicy} authenticator-page; manifest-src 'self'`),
  // A page that opened this one, or is opened by it, gets no hold of its window.
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** The service worker may fetch from here, and do nothing else. */
export const workerHeaders = {
  'content-type': 'text/javascript; charset=utf-8',
  'content-security-policy': "default-src 'none'; connect-src 'self'",
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
} as const;
