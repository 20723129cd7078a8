import { refusalWords } from '../../src/flows/common/refusal-words.ts';
import type { Locale } from '../../src/localization/languages.ts';
import { withLocale } from '../../src/localization/msg.ts';
import { readerTexts } from './reader-samples.ts';
import type { AnyScreen } from './walk.ts';

/** What stands above the field, sentence by sentence, in the language of the screen. */
export function alertOf({ alert }: AnyScreen, locale: Locale = 'en'): string[] {
  if (!alert) return [];
  const { text, more = [] } = 'refusal' in alert ? withLocale(locale, () => refusalWords(alert.refusal)) : alert;
  return [text, ...more];
}

/** Every text of ours on a screen in the language of the screen, in a fixed order; not what was typed, and no key. */
export function textsOf(screen: AnyScreen, locale: Locale = 'en'): string[] {
  const { heading, body, alert, others, links } = screen;
  const all: (string | undefined)[] = [heading, ...(body ?? [])];
  all.push(...alertOf(screen, locale), alert && 'action' in alert ? alert.action?.label : undefined);
  for (const { label } of [...(others ?? []), ...(links ?? [])]) all.push(label);
  switch (screen.kind) {
    case 'choose':
      for (const { label, note } of screen.choices) all.push(label, note);
      break;
    case 'enter-text':
      all.push(screen.field.label, screen.field.hint, screen.submit.label);
      break;
    case 'enter-code':
      all.push(screen.field.label, screen.field.hint, screen.submit.label, screen.again?.label);
      break;
    case 'show-key':
      all.push(
        ...Object.values(screen.qr),
        ...Object.values(screen.link),
        ...Object.values(screen.key),
        screen.primary.label,
      );
      all.push(screen.file?.label, screen.file?.note);
      break;
    case 'list':
      all.push(screen.label, screen.primary?.label);
      for (const { mark, facts, warning, actions, further, edit } of screen.rows) {
        all.push(mark, ...facts, warning, further?.label, edit?.label, edit?.submit.label, edit?.cancel.label);
        for (const { label } of [...actions, ...(further?.actions ?? [])]) all.push(label);
      }
      break;
    case 'save-codes':
      all.push(
        screen.label,
        screen.copy,
        screen.copied,
        screen.download,
        screen.title,
        screen.print,
        screen.primary.label,
      );
      break;
    case 'scan':
      break;
    case 'compare-code':
      all.push(screen.label, screen.primary.label);
      break;
    case 'invitation':
      all.push(...Object.values(screen.qr), screen.typing?.label, screen.typing?.copy, screen.typing?.copied);
      break;
    case 'compare-digits':
      all.push(screen.primary.label, screen.differ.label);
      break;
    case 'notice':
    case 'done':
      all.push(screen.primary?.label);
      break;
    case 'reader':
      all.push(...readerTexts(screen));
      break;
    case 'wait':
      break;
  }
  return all.filter((text) => text !== undefined);
}
