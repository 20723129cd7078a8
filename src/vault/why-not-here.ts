import type { NoVault } from '../ports/vault.ts';

/** Whether one of the pages around this one is of another origin: then its window tells nothing of itself. */
function isFramedByOthers(): boolean {
  try {
    for (let at: Window = window; at !== at.parent; at = at.parent)
      if (at.parent.location.origin !== location.origin) return true;
    return false;
  } catch {
    return true;
  }
}

/**
 * Why this page is no place for a vault, if it is none. In a frame of another site the browser gives it a store of its
 * own, which the person would not find again; and whoever frames it can lay things over it.
 */
export function whyNotHere(): NoVault | undefined {
  if (!isSecureContext) return 'insecure';
  if (isFramedByOthers()) return 'framed';
  return typeof indexedDB === 'undefined' ? 'no-storage' : undefined;
}
