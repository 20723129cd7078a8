import { chooseFlow } from '../flows/choose.flow.ts';
import type { FlowId } from '../flows/flow-id.ts';
import { formViews, type FlowSource } from './flow-source.ts';
import type { moreSources } from './more-flow-sources.ts';

/** The way of most people: where it lies is known from the start. Only the chooser itself comes along. */
export const usualSources = {
  choose: { words: [], flow: chooseFlow },
  mail: {
    words: ['mail'],
    views: formViews,
    flow: async () => (await import('../flows/mail.flow.ts')).mailFlow,
  },
  'app-smartphone': {
    words: ['app-smartphone'],
    views: formViews,
    flow: async () => (await import('../flows/app-smartphone.flow.ts')).appSmartphoneFlow,
  },
} satisfies Partial<Record<FlowId, FlowSource>>;

type Sources = Partial<Record<FlowId, FlowSource>>;
type Known = keyof typeof usualSources | keyof typeof moreSources;

/** Any flow, for any element. Does not compile while one has no row. */
export async function sourceOf(id: FlowId & Known, isGuide: boolean): Promise<FlowSource> {
  const usual = (usualSources as Sources)[id];
  if (usual && !isGuide) return usual;
  const more = await import('./more-flow-sources.ts');
  return (isGuide && (more.guideSources as Sources)[id]) || usual || (more.moreSources as Sources)[id]!;
}
