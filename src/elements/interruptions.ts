import type { InterruptionId } from '../runner/ports.ts';
import { formViews, type FlowSource } from './flow-source.ts';

/** The flows that may cut in on any element. */
export const interruptions: Record<InterruptionId, FlowSource> = {
  'sign-in': { words: ['sign-in'], flow: async () => (await import('../flows/sign-in.flow.ts')).signInFlow },
  'step-up': {
    words: ['forms', 'step-up'],
    views: formViews,
    flow: async () => (await import('../flows/step-up.flow.ts')).stepUpFlow,
  },
  trouble: {
    words: ['forms', 'refusals', 'trouble'],
    views: formViews,
    flow: async () => (await import('../flows/trouble.flow.ts')).troubleFlow,
  },
};
