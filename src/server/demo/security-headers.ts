/**
 * The strictest policy that the product promises to work under, on every page of the portal. The last three go beyond
 * the promise: no `<base>`, forms to this server only, and nobody frames a page where people prove who they are.
 */
export const promisedPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; " +
  "worker-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

export const pageHeaders = {
  'content-security-policy': `${promisedPolicy}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  'cache-control': 'private, no-cache',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=(self), clipboard-write=(self)',
} as const;
