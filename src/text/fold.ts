import { nameOf } from './name.ts';

/** Names as people compare them: full-width letters, case, blanks and what nobody sees make no difference. */
export const fold = (name: string): string =>
  nameOf(name).normalize('NFKC').toUpperCase().toLowerCase().replace(/\s+/g, ' ').trim();
