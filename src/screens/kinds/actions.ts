import { html, nothing, type TemplateResult } from 'lit';
import type { AnyEvent } from '../../flows/machine/machine.ts';
import type { Action, Link } from '../../flows/machine/screen.ts';
import type { View } from './view.ts';

type Nothing = typeof nothing;

/** The one action that leads on. */
export function primaryAction(
  primary: Action<AnyEvent> | Link | undefined,
  busy: true | undefined,
  { send }: View,
): TemplateResult | Nothing {
  if (!primary) return nothing;
  if ('href' in primary)
    return html`<a class="button primary" part="primary" href=${primary.href}>${primary.label}</a>`;
  return html`<button class="primary ${primary.look ?? ''}" part="primary" type="button" aria-disabled=${String(busy ?? false)} @click=${() => busy || send(primary.event)}>
    ${primary.label}
  </button>`;
}

export const submitAction = (label: string, isBlocked: boolean): TemplateResult =>
  html`<button class="primary" part="primary" aria-disabled=${String(isBlocked)}>${label}</button>`;

/** Quiet ways on. */
export function otherActions(
  others: Action<AnyEvent>[] = [],
  links: Link[] = [],
  { send }: View,
): TemplateResult | Nothing {
  if (!others.length && !links.length) return nothing;
  return html`<div class="others">
    ${others.map(({ label, event, look = '' }) => html`<button class="plain ${look}" part="secondary" type="button" @click=${() => send(event)}>${label}</button>`)}
    ${links.map(({ label, href }) => html`<a href=${href} target="_blank" rel="noopener">${label}</a>`)}
  </div>`;
}
