import { html } from 'lit';
import { compareCode } from './compare-code.ts';
import { formViews } from './form-views.ts';
import { showKeyAndFile } from './key-file.ts';
import { scan } from './scan.ts';
import { simpleViews } from './simple.ts';
import type { StepView, StepViews } from './view.ts';

/** A wait whose progress is known. */
const wait: StepView<'wait'> = (step, view) =>
  step.done === undefined
    ? simpleViews.wait!(step, view)
    : html`<progress aria-label=${step.heading} max="1" .value=${step.done}></progress>`;

/** Screens that read a key, and hand it on. */
export const readViews: StepViews = {
  ...formViews,
  'show-key': showKeyAndFile,
  scan,
  'compare-code': compareCode,
  wait,
};
