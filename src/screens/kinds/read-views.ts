import { html } from 'lit';
import { compareCode } from './compare-code.ts';
import { formViews } from './form-views.ts';
import { showKeyAndFile } from './key-file.ts';
import { scan } from './scan.ts';
import { simpleViews } from './simple.ts';
import type { ScreenView, ScreenViews } from './view.ts';

/** A wait whose progress is known. */
const wait: ScreenView<'wait'> = (screen, view) =>
  screen.done === undefined
    ? simpleViews.wait!(screen, view)
    : html`<progress aria-label=${screen.heading} max="1" .value=${screen.done}></progress>`;

/** Screens that read a key, and hand it on. */
export const readViews: ScreenViews = {
  ...formViews,
  'show-key': showKeyAndFile,
  scan,
  'compare-code': compareCode,
  wait,
};
