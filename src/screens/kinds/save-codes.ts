import { css, html } from 'lit';
import { page } from '../../core/page.ts';
import { Secret } from '../../core/secret.ts';
import { helpDeskView } from '../help-desk-view.ts';
import { guardLeaving } from '../leave-guard.ts';
import { saveFile } from '../../page/save-file.ts';
import { primaryAction } from './actions.ts';
import { screenStyles } from './styles.ts';
import type { ScreenView, ScreenViews, View } from './view.ts';

/** In two halves, as they are read out and typed. */
const halves = (code: string): string => code.replace(/^(.{5})(.+)$/, '$1 $2');

/** Only this screen: the page around it is not what is to be kept. */
function print(title: string, codes: readonly string[], { locale }: View): void {
  const frame = page.createElement('iframe');
  // The browser does not print an element that is not rendered.
  Object.assign(frame.style, { left: '-100vw', position: 'fixed' });
  frame.ariaHidden = 'true';
  page.body.append(frame);
  const paper = frame.contentDocument!;
  const add = (tag: 'h1' | 'pre', text: string, font: string): void => {
    const element = Object.assign(paper.createElement(tag), { textContent: text });
    element.style.font = font;
    paper.body.append(element);
  };
  paper.documentElement.lang = locale;
  paper.title = title;
  add('h1', title, '600 14pt/1.5 sans-serif');
  // One code a line, so that the person can strike it out.
  add('pre', codes.join('\n'), '16pt/2 monospace');
  frame.contentWindow!.addEventListener('afterprint', () => frame.remove());
  frame.contentWindow!.print();
}

const saveCodes: ScreenView<'save-codes'> = (screen, view) => {
  const codes = screen.codes.map((code) => halves(code.reveal()));
  const text = new Secret([screen.title, '', ...codes, ''].join('\n'));
  return html`
    <ol class="codes" part="secret" aria-label=${screen.label} translate="no">
      ${codes.map((code) => html`<li>${code}</li>`)}
    </ol>
    <div class="others">
      <mfa-copy-button exportparts="secondary" .text=${text} .label=${screen.copy} .done=${screen.copied}></mfa-copy-button>
      <button class="secondary" part="secondary" type="button" @click=${() => saveFile('recovery-codes.txt', text)}>${screen.download}</button>
      <button class="secondary" part="secondary" type="button" @click=${() => print(screen.title, codes, view)}>${screen.print}</button>
    </div>
    ${primaryAction(screen.primary, screen.busy, view)}
  `;
};

export const saveCodesViews: ScreenViews = {
  'save-codes': saveCodes,
  helpDesk: helpDeskView,
  guard: guardLeaving,
  styles: [
    screenStyles,
    css`
      .codes {
        column-gap: 3em;
        columns: 9.5em;
        inline-size: 100%;
        font-family: ui-monospace, 'SFMono-Regular', Consolas, monospace;
        font-size: 1.125em;
        line-height: 1.8;
        margin: 0;
        max-inline-size: 26rem;
        padding: 0;
        user-select: text;
      }
      .codes li {
        break-inside: avoid;
        margin-inline-start: 2.25em;
        white-space: nowrap;
      }
      .codes + .others {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5em;
      }
    `,
  ],
};
