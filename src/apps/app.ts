import type { OwnWords } from '../localization/languages.ts';

/** Where an app runs, as the manuals divide them. */
export type Place = 'smartphone' | 'browser';

/** The place of this name; none for a word that means another kind of device. */
export const placeOf = (word: string | undefined): Place | undefined =>
  word === 'smartphone' || word === 'browser' ? word : undefined;

/** In what form an entry leaves one app and enters another. */
export type Form = 'migration-qr' | 'otpauth-qr' | 'otpauth-text' | 'backup-file' | 'key-text' | 'pairing';

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
  id: string;
  name: string;
  /** As the stores show it: people compare it, for look-alikes exist. */
  publisher: string;
  places: readonly Place[];
  /** Where to get it. */
  stores: Partial<Record<'ios' | 'android' | 'chrome' | 'edge' | 'firefox', string>>;
  /** How an entry comes out. Nothing: there is no way. */
  gives: Partial<Record<Form, Way>>;
  /** How an entry goes in. */
  takes: Partial<Record<Form, Way>>;
  /** What it forgets of an entry without saying so: then its codes are wrong. */
  drops?: readonly ('algorithm' | 'period')[];
}
