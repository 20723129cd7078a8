import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { AnyFlow } from '../../src/flows/machine/machine.ts';
import { reader } from '../../src/flows/reading/reader.ts';

const named = await Promise.all(
  readdirSync('src/flows', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.flow.ts'))
    .sort()
    .map(async (path): Promise<[name: string, flow: AnyFlow]> => {
      const module = (await import(`../../src/flows/${path}`)) as Record<string, AnyFlow>;
      const name = basename(path);
      const flow = Object.values(module).find((each) => typeof each === 'object' && 'states' in each);
      if (!flow || ![`${flow.id}.flow.ts`, `${flow.id}.guide.flow.ts`].includes(name))
        throw new Error(`src/flows/${path} does not export the flow of its name`);
      return [name, flow];
    }),
);

/** Every flow of the product: a new file is found by its name. What only guide mode needs may be a file of its own. */
export const allFlows: AnyFlow[] = named.map(([, flow]) => flow);

/** Those that are in a file for guide mode; a page with a back end never fetches them. */
export const guideFlows = new Set(named.flatMap(([name, flow]) => (name.endsWith('.guide.flow.ts') ? [flow] : [])));

/** It runs beside a flow, with effects and a screen of its own; the walk takes it like one. */
export const keyReader = reader as unknown as AnyFlow;
