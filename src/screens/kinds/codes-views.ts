import { listViews } from './list-views.ts';
import type { StepViews } from './view.ts';
import '../define/live-code.ts';

/** Accounts with their codes. */
export const codesViews: StepViews = listViews;
