import type { LitElement } from 'lit';
import type { Shown } from '../runner/runner.ts';
import { tell } from './events.ts';

/**
 * Keeps the person and the host page with the screen.
 *
 * Owns: focus (the heading of a new screen, the field after a refusal), that a new screen's field holds nothing of a former one, the events
 * about screens.
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

  /** Call after each drawing; acts once for each turn of the flow. */
  follow({ flow, name: at, screen, turn }: Shown): void {
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
      this.#find('h2')?.focus();
      // The input of a former screen may have become that of this one, with what was typed there.
      this.#find('form')?.reset();
    }
  }

  /** A screen may mark where the person is (`data-focus`); a refusal leads back to the field. */
  #stay(isRefused: boolean): void {
    this.#host.renderRoot.querySelector<HTMLElement>('[data-focus]')?.focus();
    const field = this.#find('input');
    if (isRefused && field && this.#host.shadowRoot?.activeElement !== field) field.select();
  }

  #find<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] | null {
    return this.#host.renderRoot.querySelector(tag);
  }
}
