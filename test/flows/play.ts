import type { Problem } from '../../src/contract/problem-codes.ts';
import type { OperationName } from '../../src/contract/routes.ts';
import { readShape } from '../../src/contract/shape.ts';
import type { AnyEvent, AnyFlow, AnyState, Context } from '../../src/flows/machine.ts';
import { withLocale } from '../../src/localization/msg.ts';
import { contexts, shapes } from './samples.ts';
import { alertOf, textsOf } from './texts.ts';
import type { AnyEffect, AnyStep } from './walk.ts';

/** One person in one flow: each act answers the play itself, so that a test reads as a story. */
export function play(flow: AnyFlow, about: Partial<Context> = {}) {
  const context = { ...contexts['computer']!, ...about };
  let state!: AnyState;
  let effects: AnyEffect[] = [];
  const enter = (transition: unknown): void => {
    const { to, run } = transition as { to?: AnyState; run?: AnyEffect[] };
    state = to ?? (transition as AnyState);
    effects = to ? (run ?? []) : [];
  };
  enter(flow.start(context));

  const self = {
    context,
    /** Something happened; an event that the state does not know is a mistake of the test. */
    send(type: string, rest: object = {}) {
      const react = flow.states[state.at]!.on[type];
      if (!react) throw new Error(`“${state.at}” knows no “${type}”`);
      enter(react(state, { type, ...rest } as AnyEvent, context));
      return self;
    },
    /** Presses what has this label. */
    press(label: string) {
      const { step } = self;
      const actions = [
        ...('choices' in step ? step.choices : []),
        ...('primary' in step && step.primary && 'event' in step.primary ? [step.primary] : []),
        ...(step.others ?? []),
      ];
      const action = actions.find((each) => each.label === label);
      if (!action)
        throw new Error(`“${state.at}” has no “${label}” but ${actions.map((each) => each.label).join(', ')}`);
      const { type, ...rest } = action.event;
      return self.send(type, rest);
    },
    /** Fills the field in and sends it. */
    type(value: string) {
      const { step } = self;
      if (!('submit' in step)) throw new Error(`“${state.at}” has no field`);
      return self.send(step.submit.type as string, { value });
    },
    answer(sample: unknown) {
      const { operation, then } = self.call;
      return self.send(then, { answer: readShape(shapes[operation], sample) });
    },
    refuse(problem: Problem) {
      return self.send('refused', { operation: self.call.operation, problem });
    },
    get at() {
      return state.at;
    },
    get state() {
      return state;
    },
    get effects() {
      return effects;
    },
    /** The call under way. */
    get call() {
      const call = effects.find(({ effect }) => effect === 'call');
      if (!call) throw new Error(`“${state.at}” calls nothing`);
      return call as unknown as { operation: OperationName; input: Record<string, unknown>; then: string };
    },
    get isCalling() {
      return effects.some(({ effect }) => effect === 'call');
    },
    /** Where the flow hands over to. */
    get next() {
      return effects.map((effect) => (effect.effect === 'hand-over' ? effect.flow : effect.effect)).join();
    },
    get step(): AnyStep {
      return withLocale(context.locale, () => flow.states[state.at]!.step(state, context));
    },
    get alert() {
      return alertOf(self.step, context.locale).join(' ');
    },
    get text() {
      return textsOf(self.step, context.locale).join('\n');
    },
  };
  return self;
}
