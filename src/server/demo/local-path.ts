/**
 * The address to go back to after signing in: a path of this server, or `/`. What a browser would read as another
 * origin (`//host`, `/\host`, `https:`) is refused, because the address comes from the query.
 */
export function localPath(wish: string | undefined): string {
  const here = 'http://here.invalid';
  if (!wish || wish.length > 2000 || !wish.startsWith('/') || !URL.canParse(wish, here)) return '/';
  const url = new URL(wish, here);
  // `/.//host` is of this origin, but its path alone would name another.
  if (url.origin !== here || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}
