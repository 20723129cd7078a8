import type { Changes, Inside } from './inside.ts';
import { lockChanges } from './locks/changes.ts';
import { recordChanges } from './records/changes.ts';

/** In a file of its own: codes are shown without it. */
export const changesOf = (vault: Inside): Changes => ({ ...recordChanges(vault), ...lockChanges(vault) });
