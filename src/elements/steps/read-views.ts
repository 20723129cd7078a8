import { html } from 'lit';
import { compareCode } from './compare-code.ts';
import { formViews } from './form-views.ts';
import { showKeyAndFile } from './key-file.ts';
import { scan } from './scan.ts';
import type { StepView, StepViews } from './view.ts';

/** Work whose end can be seen coming. */
const wait: StepView<'wait'> = ({ done, heading }) =>
  html`<progress aria-label=${heading} max="1" .value=${done ?? 0}></progress>`;

/** Screens that read a key, and hand it on. */
export const readViews: StepViews = {
  ...formViews,
  'show-key': showKeyAndFile,
  scan,
  'compare-code': compareCode,
  wait,
};
