import { html, nothing, type TemplateResult } from 'lit';
import type { AnyEvent } from '../../flows/machine/machine.ts';
import type { Action, ListRow } from '../../flows/machine/screen.ts';
import { primaryAction } from './actions.ts';
import type { ScreenView, View } from './view.ts';

type Row = ListRow<AnyEvent>;

/** Begins with what is seen, so that it can be called by voice; the row tells apart what is alike. */
const rowAction = (
  { label, event }: Action<AnyEvent>,
  title: string,
  { send }: View,
  isFocused = false,
): TemplateResult =>
  html`<button class="plain" part="secondary" type="button" ?data-focus=${isFocused} aria-label="${label}: ${title}" @click=${() => send(event)}>${label}</button>`;

function editForm({ label, value, maxLength, submit, cancel }: NonNullable<Row['edit']>, view: View): TemplateResult {
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    const { value } = (event.currentTarget as HTMLFormElement).querySelector('input')!;
    view.send({ type: submit.type as string, value } as AnyEvent);
  };
  return html`<form novalidate @submit=${save}>
    <div class="field">
      <label for="field">${label}</label>
      <input id="field" part="field" autocomplete="off" spellcheck="false" maxlength=${maxLength} aria-describedby="alert" data-focus .value=${value} />
    </div>
    <div class="others">
      <button class="secondary" part="secondary">${submit.label}</button>
      <button class="plain" part="secondary" type="button" @click=${() => view.send(cancel.event)}>${cancel.label}</button>
    </div>
  </form>`;
}

function renderRow(row: Row, isFocused: boolean, view: View): TemplateResult {
  const { title, mark, facts, warning, code, actions, further, edit } = row;
  return html`<li part="row">
    <h3 part="row-title">${title}${mark ? html` <span class="mark">${mark}</span>` : nothing}</h3>
    ${
      code
        ? html`<mfa-live-code part="code" exportparts="secondary" .key=${code.key} .aheadMs=${code.aheadMs} .name=${title} .locale=${view.locale} can-copy></mfa-live-code>`
        : nothing
    }
    ${facts.map((fact) => html`<p class="quiet">${fact}</p>`)}
    ${warning ? html`<p class="warning">${warning}</p>` : nothing}
    ${
      edit
        ? editForm(edit, view)
        : html`<div class="others">
            ${actions.map((action, index) => rowAction(action, title, view, isFocused && index === 0))}
            ${
              further
                ? html`<details>
                    <summary aria-label="${further.label}: ${title}">${further.label}</summary>
                    <div class="others">${further.actions.map((action) => rowAction(action, title, view))}</div>
                  </details>`
                : nothing
            }
          </div>`
    }
  </li>`;
}

export const list: ScreenView<'list'> = ({ label, rows, focus, primary, busy }, view) => html`
  ${rows.length ? html`<ul class="rows" aria-label=${label}>${rows.map((row) => renderRow(row, row.id === focus, view))}</ul>` : nothing}
  ${primaryAction(primary, busy, view)}
`;
