import { msg } from '../../localization/msg.ts';
import type { KeptEntry } from '../../ports/vault.ts';

/** What an account is called on the screen. */
export const accountTitle = ({ name, issuer, account }: KeptEntry): string =>
  name || issuer || account || msg('Account without a name');

/** …and what tells it from another one of that title; empty where nothing does. */
export const accountFacts = (entry: KeptEntry): string =>
  [entry.issuer, entry.account].filter((fact) => fact && fact !== accountTitle(entry)).join(' · ');
