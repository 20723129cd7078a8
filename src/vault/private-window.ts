/**
 * Whether this looks like a private window, whose data is gone when it closes. No browser says so; each gives itself
 * away by what it refuses. False where it cannot be told.
 */
export async function looksPrivate({
  storage,
  userAgent,
}: Pick<Navigator, 'userAgent'> & { storage?: StorageManager } = navigator): Promise<boolean> {
  if (/Chrome\//.test(userAgent)) {
    // There a private window gets room in memory only: far less than the half of a disk that a usual one may take.
    const { quota } = (await storage?.estimate?.().catch(() => undefined)) ?? {};
    const { jsHeapSizeLimit } = (performance as { memory?: { jsHeapSizeLimit: number } }).memory ?? {};
    return quota !== undefined && jsHeapSizeLimit !== undefined && quota < 2 * jsHeapSizeLimit;
  }
  // Firefox and Safari keep no private files for a private window, and say so.
  if (!storage?.getDirectory) return false;
  return storage.getDirectory().then(
    () => false,
    (error: unknown) => ['SecurityError', 'UnknownError'].includes((error as DOMException).name),
  );
}
