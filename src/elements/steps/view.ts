import type { TemplateResult } from 'lit';
import type { AnyEvent } from '../../flows/machine.ts';
import type { Step } from '../../flows/steps.ts';

/** What a step function may use of the element that shows it. */
export interface View {
  send: (event: AnyEvent) => void;
  /** This device's clock; the element draws again each second while a step counts down. */
  nowMs: number;
  /** Puts text on the clipboard; resolves to false where the browser forbids it. */
  copy: (text: string) => Promise<boolean>;
  /** Whether that has happened on this screen. */
  isCopied: boolean;
  /** The next navigation is one the person asked for, to an app on this device. */
  leaveForApp: () => void;
}

export type AnyStep = Step<AnyEvent>;
export type StepOf<Kind extends AnyStep['kind']> = Extract<AnyStep, { kind: Kind }>;

/** The part of a screen below its heading and text. */
export type StepView<Kind extends AnyStep['kind']> = (step: StepOf<Kind>, view: View) => TemplateResult;

/** Step functions by kind. The simple ones come with the element, the others with the first flow that has such a screen. */
export type StepViews = { [Kind in AnyStep['kind']]?: StepView<Kind> };
