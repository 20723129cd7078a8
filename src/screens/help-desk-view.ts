import { html } from 'lit';
import { msg } from '../localization/msg.ts';
import { Secret } from '../core/secret.ts';
import { helpDeskText, type HelpDeskFacts } from './help-desk.ts';
import './define/copy-button.ts';

export function helpDeskView(facts: HelpDeskFacts) {
  const text = helpDeskText(facts);
  return html`<details class="help" part="help">
    <summary class="quiet">${msg('Details for the help desk')}</summary>
    <div class="stack">
      <p class="quiet">${msg('If you ask for help, add these lines. They hold no key, code or name.')}</p>
      <pre>${text}</pre>
      <mfa-copy-button exportparts="secondary" .text=${new Secret(text)} .label=${msg('Copy the details')} .done=${msg('Copied')}></mfa-copy-button>
    </div>
  </details>`;
}
