import { signInFlow } from '../flows/interruptions/sign-in.flow.ts';
import { troubleFlow } from '../flows/interruptions/trouble.flow.ts';
import type { InterruptionId } from '../runner/ports.ts';
import { interruptionWords } from './generated/interruption-words.ts';
import { formViews, type FlowSource } from './source.ts';

/**
 * The flows that may cut in on any element. A module of its own, fetched at the first refusal or beside the first
 * screen that asks for something, so that what explains a lost connection is here when the connection goes.
 */
export const interruptions: Record<InterruptionId, FlowSource> = {
  'sign-in': { words: interruptionWords['sign-in'], flow: signInFlow },
  trouble: {
    words: ['refusals', ...interruptionWords.trouble],
    async views() {
      const { refusalViews } = await import('../screens/kinds/refusal-views.ts');
      // Without the details for the help desk the words are still shown.
      return { ...(await formViews().catch(() => undefined)), ...refusalViews };
    },
    flow: troubleFlow,
  },
  'step-up': {
    words: interruptionWords['step-up'],
    views: formViews,
    flow: async () => (await import('../flows/interruptions/step-up.flow.ts')).stepUpFlow,
  },
};
