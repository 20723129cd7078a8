import type { LitElement } from 'lit';
import type { Shown } from '../runner/runner.ts';
import { tell } from './events.ts';

/**
 * Keeps the person and the host page with the screen.
 *
 * Owns: focus (the heading of a new screen, or its field where a code is all that is asked for; the field after a refusal),
 * that the question is in view and its field holds nothing of a former one, the events about screens.
 */
export class ScreenFollower {
  /** Resolves when the first screen that can be used is shown. */
  readonly ready: Promise<void>;
  readonly #host: LitElement;
  #becomeReady!: () => void;
  #screen: string | undefined;
  #turn = -1;

  constructor(host: LitElement) {
    this.#host = host;
    this.ready = new Promise((resolve) => (this.#becomeReady = resolve));
  }

  /** Call after each drawing; acts once for each turn of the flow. `isCalled`: the address of the page asked for this flow. */
  follow({ flow, name: at, screen, turn }: Shown, isCalled: boolean): void {
    if (screen.kind === 'wait' || turn === this.#turn) return;
    this.#turn = turn;
    const name = `${flow}/${at}`;
    if (name === this.#screen) return this.#stay(screen.alert?.tone === 'error' && !screen.busy);
    const isFirst = this.#screen === undefined;
    this.#screen = name;
    tell(this.#host, 'mfa-step', { flow, step: at });
    if (isFirst) {
      this.#becomeReady();
      tell(this.#host, 'mfa-ready', {});
    } else {
      (this.#find('input.code') ?? this.#find('h2'))?.focus({ preventScroll: true });
      // The input of a former screen may have become that of this one, with what was typed there.
      this.#find<HTMLFormElement>('form')?.reset();
    }
    if (isCalled || !isFirst) this.#bringIntoView();
  }

  /** The question from its beginning, since a keyboard may come up over its lower half; not a page that shows it already. */
  #bringIntoView(): void {
    const section = this.#find('section')!;
    const { top, bottom } = section.getBoundingClientRect();
    if (top < 0 || (bottom > innerHeight && top > innerHeight / 3)) section.scrollIntoView();
  }

  /** A screen may mark where the person is (`data-focus`); a refusal leads back to the field. */
  #stay(isRefused: boolean): void {
    this.#find('[data-focus]')?.focus();
    const field = this.#find<HTMLInputElement>('input');
    if (isRefused && field && this.#host.shadowRoot?.activeElement !== field) field.select();
  }

  #find<Found extends HTMLElement>(selector: string): Found | null {
    return this.#host.renderRoot.querySelector(selector);
  }
}
