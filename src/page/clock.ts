/**
 * How far this device's clock is ahead of the server that the page came from, in milliseconds, ±1 s; undefined where it
 * cannot be asked. For an element without a back end.
 */
export async function pageClockAheadMs(): Promise<number | undefined> {
  const sentAtMs = Date.now();
  const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  const serverMs = Date.parse(answer?.headers.get('date') ?? '');
  // `Date` has whole seconds, cut off: half a second is the best guess of the rest.
  return Number.isNaN(serverMs) ? undefined : (sentAtMs + Date.now()) / 2 - (serverMs + 500);
}
