import { helpDeskView } from '../help-desk-view.ts';
import { list } from './list.ts';
import { listStyles } from './list.styles.ts';
import { stepStyles } from './styles.ts';
import type { StepViews } from './view.ts';

/** What there is, a row each. Forms come with the flows that lead on from here. */
export const listViews: StepViews = { list, helpDesk: helpDeskView, styles: [stepStyles, listStyles] };
