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
