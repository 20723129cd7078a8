import { openVault, type Vault } from '../vault/vault.ts';

let opening: Promise<Vault> | undefined;

/** The vault of this browser: one for all elements of a page. */
export function pageVault(): Promise<Vault> {
  opening ??= openVault().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}
