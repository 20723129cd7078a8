import { listViews } from './list-views.ts';
import type { ScreenViews } from './view.ts';
import '../define/live-code.ts';

/** Accounts with their codes. */
export const codesViews: ScreenViews = listViews;
