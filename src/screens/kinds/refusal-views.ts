import { html, nothing, type TemplateResult } from 'lit';
import { lockedUntilMs } from '../../flows/machine/refusal.ts';
import { refusalWords } from '../../flows/common/refusal-words.ts';
import '../define/countdown.ts';
import type { AnyStep, StepViews, View } from './view.ts';

const lock = { why: 'problem', problem: { code: 'attempts_exhausted' }, atMs: 0 } as const;

/** A code field counts down by itself. */
const waitOf = ({ kind, alert, waitUntilMs }: AnyStep): number =>
  (kind !== 'enter-code' && ((alert && 'refusal' in alert && lockedUntilMs(alert.refusal)) || waitUntilMs)) || 0;

/**
 * How long to wait, where a refusal said so, and the step until then: its one button waits. What can be typed can be
 * typed differently, and a list has other rows.
 */
function hold(step: AnyStep, { locale, refresh }: View): [TemplateResult | typeof nothing, AnyStep] {
  // Loaded during a lock, the screen has no refusal that would have said why.
  if (step.kind === 'enter-code' && !step.alert && step.lockedUntilMs! > Date.now())
    return [html`<p class="alert error" part="error">${refusalWords(lock).text}</p>`, step];
  const untilMs = waitOf(step);
  if (untilMs <= Date.now()) return [nothing, step];
  const hasOneWay = step.kind === 'notice' || step.kind === 'save-codes';
  return [
    html`<mfa-countdown class="quiet" .about=${'locked'} .untilMs=${untilMs} .locale=${locale} @countdown-end=${refresh}></mfa-countdown>`,
    hasOneWay ? { ...step, busy: true } : step,
  ];
}

/** What explains that something went wrong. */
export const refusalViews: StepViews = { refusal: refusalWords, hold };
