import type { EntryKey } from './entry.ts';

/** Whether this library can make codes by these rules: a back end may have others. A file of its own, for those who only ask. */
export const canMakeCodes = <Rules extends { algorithm: string }>(
  rules: Rules,
): rules is Rules & Pick<EntryKey, 'algorithm'> => /^SHA(1|256|512)$/.test(rules.algorithm);
