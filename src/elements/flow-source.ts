import type { AnyFlow } from '../flows/machine.ts';
import type { ChunkName } from '../localization/load.ts';
import type { StepViews } from './steps/view.ts';

/** A flow with everything its screens need: code, step functions and, in other languages than English, words. */
export interface FlowSource {
  load: () => Promise<AnyFlow>;
  views: () => Promise<StepViews>;
  words: readonly ChunkName[];
}

/** Step functions beyond those every element has. */
export const noViews = async (): Promise<StepViews> => ({});
export const formViews = async (): Promise<StepViews> => (await import('./steps/form-views.ts')).formViews;
