import { refusalWords } from '../../src/flows/common/refusal-words.ts';
import type { Locale } from '../../src/localization/languages.ts';
import { withLocale } from '../../src/localization/msg.ts';
import type { AnyStep } from './walk.ts';

/** What stands above the field, sentence by sentence, in the language of the step. */
export function alertOf({ alert }: AnyStep, locale: Locale = 'en'): string[] {
  if (!alert) return [];
  const { text, more = [] } = 'refusal' in alert ? withLocale(locale, () => refusalWords(alert.refusal)) : alert;
  return [text, ...more];
}

/** Every text of ours on a screen in the language of the step, in a fixed order; not what was typed, and no key. */
export function textsOf(step: AnyStep, locale: Locale = 'en'): string[] {
  const { heading, body, alert, others, links } = step;
  const all: (string | undefined)[] = [heading, ...(body ?? [])];
  all.push(...alertOf(step, locale), alert && 'action' in alert ? alert.action?.label : undefined);
  for (const { label } of [...(others ?? []), ...(links ?? [])]) all.push(label);
  switch (step.kind) {
    case 'choose':
      for (const { label, note } of step.choices) all.push(label, note);
      break;
    case 'enter-text':
      all.push(step.field.label, step.field.hint, step.submit.label);
      break;
    case 'enter-code':
      all.push(step.field.label, step.field.hint, step.submit.label, step.again?.label);
      break;
    case 'show-key':
      all.push(...Object.values(step.qr), ...Object.values(step.link), ...Object.values(step.key), step.primary.label);
      all.push(step.file?.label, step.file?.note);
      break;
    case 'list':
      all.push(step.label, step.primary?.label);
      for (const { mark, facts, warning, actions, further, edit } of step.rows) {
        all.push(mark, ...facts, warning, further?.label, edit?.label, edit?.submit.label, edit?.cancel.label);
        for (const { label } of [...actions, ...(further?.actions ?? [])]) all.push(label);
      }
      break;
    case 'save-codes':
      all.push(step.label, step.copy, step.copied, step.download, step.title, step.print, step.primary.label);
      break;
    case 'scan':
      break;
    case 'compare-code':
      all.push(step.label, step.primary.label);
      break;
    case 'invitation':
      all.push(...Object.values(step.qr), ...Object.values(step.typing));
      break;
    case 'compare-digits':
      all.push(step.primary.label, step.differ.label);
      break;
    case 'notice':
    case 'done':
      all.push(step.primary?.label);
      break;
    case 'wait':
      break;
  }
  return all.filter((text) => text !== undefined);
}
