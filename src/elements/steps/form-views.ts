import { enterCode, enterText } from './forms.ts';
import { showKey } from './show-key.ts';
import type { StepViews } from './view.ts';

/** Screens with fields, codes and keys. */
export const formViews: StepViews = { 'enter-text': enterText, 'enter-code': enterCode, 'show-key': showKey };
