import { helpDeskView } from '../help-desk-view.ts';
import { list } from './list.ts';
import { listStyles } from './list.styles.ts';
import { screenStyles } from './styles.ts';
import type { ScreenViews } from './view.ts';

/** Lists. The forms come with the flows that lead on from here. */
export const listViews: ScreenViews = { list, helpDesk: helpDeskView, styles: [screenStyles, listStyles] };
