import type { CSSResult, nothing, TemplateResult } from 'lit';
import type { AnyEvent } from '../../flows/machine/machine.ts';
import type { Refusal } from '../../flows/machine/refusal.ts';
import type { ProblemWords } from '../../flows/common/service-words.ts';
import type { Screen } from '../../flows/machine/screen.ts';
import type { Locale } from '../../localization/languages.ts';
import type { HelpDeskFacts } from '../help-desk.ts';
import type { guardLeaving } from '../leave-guard.ts';

/** What the view of a kind may use of the element that shows it. */
export interface View {
  send: (event: AnyEvent) => void;
  /** Draws the screen again. */
  refresh: () => void;
  locale: Locale;
}

export type AnyScreen = Screen<AnyEvent>;
export type ScreenOf<Kind extends AnyScreen['kind']> = Extract<AnyScreen, { kind: Kind }>;

/** The part of a screen below its heading and text. */
export type ScreenView<Kind extends AnyScreen['kind']> = (screen: ScreenOf<Kind>, view: View) => TemplateResult;

/**
 * Views by kind, with their styles, the words for refusals and the details for the help desk. The simple ones come with the element,
 * the others with the first flow that has such a screen.
 */
export type ScreenViews = { [Kind in AnyScreen['kind']]?: ScreenView<Kind> } & {
  styles?: readonly CSSResult[];
  refusal?: (refusal: Refusal) => ProblemWords;
  /** How long the way on is closed, and the screen as long as it is. */
  hold?: (screen: AnyScreen, view: View) => [TemplateResult | typeof nothing, AnyScreen];
  helpDesk?: (facts: HelpDeskFacts) => TemplateResult;
  /** The way to the codes that this browser keeps, where there are some. */
  codesHere?: (screen: AnyScreen, facts: HelpDeskFacts) => TemplateResult | typeof nothing;
  /** Asks before the page is left: only screens that ask for something can be unfinished. */
  guard?: typeof guardLeaving;
};
