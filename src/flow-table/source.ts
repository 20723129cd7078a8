import type { AnyFlow } from '../flows/machine/machine.ts';
import type { ChunkName } from '../localization/load.ts';
import type { ScreenViews } from '../screens/kinds/view.ts';

/** Screens with their words in other languages than English. */
export interface Dress {
  /** Views beyond those that every element has. */
  views?: () => Promise<ScreenViews>;
  words: readonly ChunkName[];
}

/** A flow with everything its screens need. */
export interface FlowSource extends Dress {
  /** At hand, or fetched when it is wanted. */
  flow: AnyFlow | (() => Promise<AnyFlow>);
}

/** A screen that asks for something leads to a call, so the code that sends calls is fetched beside it. */
export async function formViews(): Promise<ScreenViews> {
  const views = import('../screens/kinds/form-views.ts').then(({ formViews }) => formViews);
  return (await Promise.all([views, import('../client/encode.ts')]))[0];
}
