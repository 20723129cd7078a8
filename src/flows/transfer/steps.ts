import { ownApp } from '../../apps/catalogue.ts';
import { msg } from '../../localization/msg.ts';
import type { Context } from '../machine/machine.ts';
import { isTogether, routeOf } from './plan.ts';
import type { Chosen } from './state.ts';

/** The screens that the person sees on this way. */
export function stepsOf(chosen: Chosen, context: Context): string[] {
  const isBacked = context.mode === 'backed';
  const end = [
    isBacked ? msg('Confirm') : msg('Compare'),
    ...(chosen.base.replaces ? [msg('Delete the old one')] : []),
  ];
  if (isBacked && chosen.base.policy.secretModel === 'per-device') return [msg('Prove yourself'), msg('Add'), ...end];
  const [first] = routeOf(chosen, context);
  if (first?.how === 'direct') {
    if (isTogether(chosen, context)) return [msg('Scan'), ...end];
    const isFile = first.form === 'otpauth-text' || first.form === 'backup-file';
    return [msg('Export'), isFile ? msg('Import') : msg('Scan'), ...end];
  }
  return chosen.oldApp === ownApp.id ? [msg('Add'), ...end] : [msg('Read'), msg('Add'), ...end];
}

/** `at`: as an index, or from the end of what comes before the proof. */
export const stepAt = (at: number, chosen: Chosen, context: Context) => ({
  progress: { at, steps: stepsOf(chosen, context) },
});

/** Where the key is added: the last step before the proof. */
export const addingStep = (chosen: Chosen, context: Context) =>
  stepAt(stepsOf(chosen, context).length - (chosen.base.replaces ? 3 : 2), chosen, context);

/** Where the new app proves itself. */
export const provingStep = (chosen: Chosen, context: Context) =>
  stepAt(stepsOf(chosen, context).length - (chosen.base.replaces ? 2 : 1), chosen, context);
