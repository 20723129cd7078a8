import type { FlowId } from '../flows/machine/flow-id.ts';
import type { FlowSource } from './source.ts';
import { usualSources, type FlowSources } from './usual.ts';

/**
 * Any flow, for any element; nothing for a name that no flow has. `own`: those that the element brings along, so that
 * its first screen needs no table.
 */
export async function sourceOf(id: string, isGuide: boolean, own: FlowSources): Promise<FlowSource | undefined> {
  const near = rowOf({ ...usualSources, ...own }, id);
  if (near && !isGuide) return near;
  const { guideSources, otherSources } = await import('./other.ts');
  return (isGuide && rowOf(guideSources, id)) || near || rowOf(otherSources, id);
}

/** Ids come from attributes and URLs: `constructor` must not match. */
const rowOf = (sources: FlowSources, id: string): FlowSource | undefined =>
  Object.hasOwn(sources, id) ? sources[id as FlowId] : undefined;
