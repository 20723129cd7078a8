import { list } from './list.ts';
import { listStyles } from './list.styles.ts';
import { screenStyles } from './styles.ts';
import type { ScreenViews } from './view.ts';

/**
 * Lists. The forms come with the flows that lead on from here, and the details for the help desk with the first refusal: a
 * list asks for nothing.
 */
export const listViews: ScreenViews = { list, styles: [screenStyles, listStyles] };
