import { chooseFlow } from '../flows/start/choose.flow.ts';
import type { FlowId } from '../flows/machine/flow-id.ts';
import { usualWords } from './generated/usual-words.ts';
import { formViews, type FlowSource } from './source.ts';

export type FlowSources = Partial<Record<FlowId, FlowSource>>;

/**
 * The flows that most people need. Their rows come with every element; of the flows themselves only the chooser does.
 */
export const usualSources = {
  choose: { words: usualWords.choose, flow: chooseFlow },
  mail: {
    words: usualWords.mail,
    views: formViews,
    flow: async () => (await import('../flows/mail/mail.flow.ts')).mailFlow,
  },
  'app-smartphone': {
    words: usualWords['app-smartphone'],
    views: formViews,
    flow: async () => (await import('../flows/app/app-smartphone.flow.ts')).appSmartphoneFlow,
  },
} satisfies FlowSources;
