import { Once } from '../core/once.ts';
import { openVault, type Vault } from '../vault/vault.ts';

const opening = new Once(openVault);

/** The vault of this browser: one for all elements of a page. */
export const pageVault = (): Promise<Vault> => opening.get();
