/** The institution's sign-in with the way back to this page. Undefined without one, or for a scheme that is not the web's. */
export function signInHref(address: string | undefined, here: string = location.href): string | undefined {
  if (!address || !URL.canParse(address, here)) return undefined;
  const href = new URL(address, here);
  if (href.protocol !== 'https:' && href.protocol !== 'http:') return undefined;
  href.searchParams.set('return', here);
  return href.href;
}
