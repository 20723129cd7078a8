import { chooseFlow } from '../flows/choose.flow.ts';
import type { FlowId } from '../flows/flow-id.ts';
import { formViews, type FlowSource } from './flow-source.ts';

/** Every flow with its words and views; any element shows any of them. Only the chooser comes along. */
export const flowSources: Partial<Record<FlowId, FlowSource>> = {
  choose: { words: [], flow: chooseFlow },
  overview: { words: ['overview'], flow: async () => (await import('../flows/overview.flow.ts')).overviewFlow },
  mail: {
    words: ['forms', 'mail'],
    views: formViews,
    flow: async () => (await import('../flows/mail.flow.ts')).mailFlow,
  },
  'app-smartphone': {
    words: ['forms', 'app-smartphone'],
    views: formViews,
    flow: async () => (await import('../flows/app-smartphone.flow.ts')).appSmartphoneFlow,
  },
  reset: {
    words: ['forms', 'reset'],
    views: formViews,
    flow: async () => (await import('../flows/reset.flow.ts')).resetFlow,
    guide: { words: ['reset'], flow: async () => (await import('../flows/reset.guide.flow.ts')).resetGuideFlow },
  },
  wipe: { words: ['wipe'], flow: async () => (await import('../flows/wipe.flow.ts')).wipeFlow },
};
