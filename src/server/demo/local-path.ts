/**
 * The path to go back to after signing in: what the query asks for where that is on this `host`, else `/`. A path will
 * do, and so will a whole address, as the elements send it. What a browser would read as another host (`//host`,
 * `/\host`) is refused.
 */
export function localPath(wish: string | undefined, host: string): string {
  const here = `http://${host}`;
  if (!wish || wish.length > 2000 || !/^(\/|https?:\/\/)/.test(wish) || !URL.canParse(wish, here)) return '/';
  const url = new URL(wish, here);
  // `/.//host` is on this host, but its path alone would name another.
  if (url.host !== host || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}
