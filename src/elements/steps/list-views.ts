import { list } from './list.ts';
import { listStyles } from './list.styles.ts';
import type { StepViews } from './view.ts';

/** What there is, a row each. Comes beside the forms, whose fields and buttons are in its rows. */
export const listViews: StepViews = { list, styles: [listStyles] };
