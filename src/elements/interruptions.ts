import type { InterruptionId } from '../runner/ports.ts';
import { formViews, noViews, type FlowSource } from './flow-source.ts';

/** The flows that may cut in on any element. */
export const interruptions: Record<InterruptionId, FlowSource> = {
  'sign-in': {
    words: ['sign-in'],
    views: noViews,
    load: async () => (await import('../flows/sign-in.flow.ts')).signInFlow,
  },
  'step-up': {
    words: ['forms', 'step-up'],
    views: formViews,
    load: async () => (await import('../flows/step-up.flow.ts')).stepUpFlow,
  },
};
