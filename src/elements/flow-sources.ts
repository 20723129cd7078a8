import { chooseFlow } from '../flows/choose.flow.ts';
import type { FlowId } from '../flows/flow-id.ts';
import { formViews, type FlowSource } from './flow-source.ts';

export type FlowSources = Partial<Record<FlowId, FlowSource>>;

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
} satisfies FlowSources;

/**
 * Any flow, for any element; nothing for a name that no flow has. `own`: those that the element brings along, so that
 * its first screen needs no table.
 */
export async function sourceOf(id: string, isGuide: boolean, own: FlowSources): Promise<FlowSource | undefined> {
  const near = rowOf({ ...usualSources, ...own }, id);
  if (near && !isGuide) return near;
  const { guideSources, moreSources } = await import('./more-flow-sources.ts');
  return (isGuide && rowOf(guideSources, id)) || near || rowOf(moreSources, id);
}

/** Names come from attributes and addresses: those that every object has are no rows. */
const rowOf = (sources: FlowSources, id: string): FlowSource | undefined =>
  Object.hasOwn(sources, id) ? sources[id as FlowId] : undefined;
