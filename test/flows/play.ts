import type { Problem } from '../../src/contract/problem-codes.ts';
import type { OperationName } from '../../src/contract/types.ts';
import { readShape } from '../../src/contract/shape.ts';
import {
  listOf,
  type AnyTransition,
  nextOf,
  screenOf,
  startOf,
  type AnyEvent,
  type AnyFlow,
  type AnyState,
  type Context,
} from '../../src/flows/machine/machine.ts';
import { Secret } from '../../src/core/secret.ts';
import type { VaultFault, VaultOperation, VaultState } from '../../src/ports/vault.ts';
import { canary, contexts, shapes } from './samples.ts';
import { alertOf, textsOf } from './texts.ts';
import type { AnyEffect, AnyScreen } from './walk.ts';

/** One person in one flow: each act answers the play itself, so that a test reads as a story. */
export function play(flow: AnyFlow, about: Partial<Context> = {}) {
  const context = { ...contexts['computer']!, ...about };
  let state!: AnyState;
  let effects: AnyEffect[] = [];
  const enter = (transition: AnyTransition): void => {
    const [to, ...run] = listOf(transition);
    state = to;
    effects = run as AnyEffect[];
  };
  enter(startOf(flow, context));

  const self = {
    context,
    /** Something happened; an event that the state does not know is a mistake of the test. */
    send(type: string, rest: object = {}) {
      const next = nextOf(flow, state, { type, ...rest } as AnyEvent, context);
      if (!next) throw new Error(`“${state.at}” knows no “${type}”`);
      enter(next);
      return self;
    },
    /** Presses what has this label; in a list, in the row of this id. */
    press(label: string, id?: string) {
      const { screen } = self;
      const row = id === undefined ? undefined : self.row(id);
      const actions = row
        ? [...row.actions, ...(row.further?.actions ?? []), ...(row.edit ? [row.edit.cancel] : [])]
        : [
            ...('choices' in screen ? screen.choices : []),
            ...('primary' in screen && screen.primary && 'event' in screen.primary ? [screen.primary] : []),
            ...(screen.others ?? []),
            ...(screen.alert && 'action' in screen.alert && screen.alert.action ? [screen.alert.action] : []),
          ];
      const action = actions.find((each) => each.label === label);
      if (!action)
        throw new Error(`“${state.at}” has no “${label}” but ${actions.map((each) => each.label).join(', ')}`);
      const { type, ...rest } = action.event;
      return self.send(type, rest);
    },
    /** Fills the field in and sends it. */
    type(value: string) {
      const { screen } = self;
      const { submit } = 'submit' in screen ? screen : (self.rows.find(({ edit }) => edit)?.edit ?? {});
      if (!submit) throw new Error(`“${state.at}” has no field`);
      return self.send(submit.type as string, { value });
    },
    back() {
      const { back } = self.screen;
      if (!back) throw new Error(`“${state.at}” has no way back`);
      const { type, ...rest } = back;
      return self.send(type, rest);
    },
    answer(sample: unknown) {
      const { operation, then } = self.call;
      return self.send(then, { answer: readShape(shapes[operation], sample) });
    },
    refuse(problem: Problem) {
      return self.send('refused', { operation: self.call.operation, problem });
    },
    /** This browser's own app did what was asked. */
    keep(answer: object = {}) {
      return self.send(self.vault.then, { answer });
    },
    /** …or did not. */
    fail(fault: VaultFault) {
      return self.send('vaultRefused', { operation: self.vault.operation, fault });
    },
    /** It changed from outside. */
    change(vault: VaultState) {
      return self.send('vaultChanged', { vault });
    },
    /** The code that was asked for is made. */
    make(code: string | null = canary.appCode) {
      if (!effects.some(({ effect }) => effect === 'make-code')) throw new Error(`“${state.at}” makes no code`);
      return self.send('made', { code: code === null ? null : new Secret(code) });
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
    /** What this browser's own app is asked. */
    get vault() {
      const asked = effects.find(({ effect }) => effect === 'vault');
      if (!asked) throw new Error(`“${state.at}” asks nothing of the vault`);
      return asked as unknown as { operation: VaultOperation; input: Record<string, unknown>; then: string };
    },
    get rows() {
      const { screen } = self;
      return screen.kind === 'list' ? screen.rows : [];
    },
    row(id: string) {
      const row = self.rows.find((each) => each.id === id);
      if (!row) throw new Error(`“${state.at}” has no row “${id}” but ${self.rows.map((each) => each.id).join(', ')}`);
      return row;
    },
    /** What the buttons and choices of the screen say. */
    get labels() {
      const { screen } = self;
      return [
        ...('choices' in screen ? screen.choices : []),
        ...('primary' in screen && screen.primary ? [screen.primary] : []),
        ...(screen.others ?? []),
      ].map(({ label }) => label);
    },
    /** Where the flow hands over to. */
    get next() {
      return effects.map((effect) => (effect.effect === 'hand-over' ? effect.flow : effect.effect)).join();
    },
    get screen(): AnyScreen {
      return screenOf(flow, state, context);
    },
    get alert() {
      return alertOf(self.screen, context.locale).join(' ');
    },
    get text() {
      return textsOf(self.screen, context.locale).join('\n');
    },
  };
  return self;
}
