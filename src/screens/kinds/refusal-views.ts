import { html, nothing, type TemplateResult } from 'lit';
import { lockedUntilMs } from '../../flows/machine/refusal.ts';
import { refusalWords } from '../../flows/common/refusal-words.ts';
import { helpDeskView } from '../help-desk-view.ts';
import '../define/countdown.ts';
import type { AnyScreen, ScreenViews, View } from './view.ts';

const lock = { why: 'problem', problem: { code: 'attempts_exhausted' }, atMs: 0 } as const;

/** A code field counts down by itself. */
const waitOf = ({ kind, alert, waitUntilMs }: AnyScreen): number =>
  (kind !== 'enter-code' && ((alert && 'refusal' in alert && lockedUntilMs(alert.refusal)) || waitUntilMs)) || 0;

/**
 * How long to wait, where a refusal said so, and the screen until then: its one button waits. What can be typed can be
 * typed differently, and a list has other rows.
 */
function hold(screen: AnyScreen, { locale, refresh }: View): [TemplateResult | typeof nothing, AnyScreen] {
  // A page loaded during a lock has no refusal that says why.
  if (screen.kind === 'enter-code' && !screen.alert && screen.lockedUntilMs! > Date.now())
    return [html`<p class="alert error" part="error">${refusalWords(lock).text}</p>`, screen];
  const untilMs = waitOf(screen);
  if (untilMs <= Date.now()) return [nothing, screen];
  const hasOneWay = screen.kind === 'notice' || screen.kind === 'save-codes';
  return [
    html`<mfa-countdown class="quiet" .about=${'locked'} .untilMs=${untilMs} .locale=${locale} @countdown-end=${refresh}></mfa-countdown>`,
    hasOneWay ? { ...screen, busy: true } : screen,
  ];
}

/** The words and the countdown that explain a refusal, and what the help desk has to know of it. */
export const refusalViews: ScreenViews = { refusal: refusalWords, hold, helpDesk: helpDeskView };
