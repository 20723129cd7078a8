import type { OwnWords } from '../localization/languages.ts';

/** Where an app runs, as the manuals divide them. */
export type Place = 'smartphone' | 'browser';

/** The place of this name; none for a word that means another kind of device. */
export const placeOf = (word: string | undefined): Place | undefined =>
  word === 'smartphone' || word === 'browser' ? word : undefined;

/** In what form an entry leaves one app and enters another. */
export type Form =
  /** The QR code of one account. */
  | 'otpauth-qr'
  /** Google’s QR codes for moving accounts. */
  | 'migration-qr'
  /** A text file of `otpauth:` addresses. */
  | 'otpauth-text'
  /** A file of the app’s own: the same app takes it, or an importer of ours reads it. */
  | 'backup-file'
  /** The letters and digits of the key. */
  | 'key-text'
  /** From one browser to another. Only the app in the browser knows it. */
  | 'pairing';

/** How a person gets there. */
export interface Way {
  /** The app's own menu labels in each language, in the order they are tapped. */
  menu: OwnWords<readonly string[]>;
  /** What the labels alone do not tell. */
  note?: OwnWords;
}

/**
 * An authenticator app as data. Labels are those of the app itself, so that a person finds the same words on the
 * screen. Names are the makers'; no logos.
 */
export interface App {
  /** Lower case, digits and hyphens. Profiles name apps by it, so it stays as it is. */
  id: string;
  /** As the maker writes it. No logo. */
  name: string;
  /** As the stores show it: people compare it, for look-alikes exist. */
  publisher: string;
  /** `smartphone`, `browser` or both: where the manuals would look for it. */
  places: readonly Place[];
  /** Addresses at the stores themselves, without tracking. Leave out where there is none. */
  stores: Partial<Record<'ios' | 'android' | 'chrome' | 'edge' | 'firefox', string>>;
  /** How an entry comes out, by form. `{}` if there is no way. */
  gives: Partial<Record<Form, Way>>;
  /** How an entry goes in, by form. */
  takes: Partial<Record<Form, Way>>;
  /** What the app forgets of an entry without saying so, so that its codes would be wrong. Leave out if nothing. */
  drops?: readonly ('algorithm' | 'period')[];
}
