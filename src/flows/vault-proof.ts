import { msg } from '../localization/msg.ts';
import { Secret } from '../secret.ts';
import type { Proof, VaultFault, VaultLock } from '../vault-state.ts';
import { go, type AnyEvent, type Context, type StateEntry, type Transition, type VaultRefused } from './machine.ts';
import type { NoticeStep, Step } from './steps.ts';
import { unlockAlert } from './vault-access.ts';

/**
 * Asking for the passphrase or the passkey again, before a key leaves this browser's own app or its locks change, as
 * states that a flow takes over as they are. `kept` is what the flow knows besides.
 */
export type ProofState<Kept> =
  | { at: 'proving'; kept: Kept; locks: readonly VaultLock[]; fault?: VaultFault | 'empty' }
  | { at: 'checking'; kept: Kept; locks: readonly VaultLock[]; proof: Proof };

export type ProofEvent =
  | { type: 'submittedPassphrase'; value: string }
  | { type: 'wantedPasskey' }
  | { type: 'proved'; answer: object }
  | { type: 'wentBack' }
  | VaultRefused;

export interface ProofWays<Kept, State, Event> {
  words: (kept: Kept) => Pick<NoticeStep<never>, 'heading' | 'body'>;
  next: (kept: Kept, proof: Proof, context: Context) => Transition<State, Event>;
  back: (kept: Kept) => Transition<State, Event>;
}

export function proofStates<Kept, State, Event extends AnyEvent>({ words, next, back }: ProofWays<Kept, State, Event>) {
  type Own = ProofState<Kept>;
  type Entries = { [At in Own['at']]: StateEntry<Extract<Own, { at: At }>, Own, ProofEvent> };

  const check = (kept: Kept, locks: readonly VaultLock[], proof: Proof): Transition<Own, ProofEvent> =>
    go<Own, ProofEvent>(
      { at: 'checking', kept, locks, proof },
      { effect: 'vault', operation: 'prove', input: { proof }, then: 'proved' },
    );

  const step = ({
    kept,
    locks,
    fault,
  }: {
    kept: Kept;
    locks: readonly VaultLock[];
    fault?: VaultFault | 'empty';
  }): Step<ProofEvent> => {
    const alert = unlockAlert(fault);
    const around = { ...words(kept), ...(alert && { alert }), back: { type: 'wentBack' } as const };
    const byPasskey = { label: msg('Use the passkey'), event: { type: 'wantedPasskey' } as const };
    if (!locks.includes('passphrase')) return { kind: 'notice', ...around, primary: byPasskey };
    return {
      kind: 'enter-text',
      ...around,
      field: {
        label: msg('Passphrase of the app'),
        value: '',
        type: 'password',
        autocomplete: 'current-password',
        maxLength: 500,
      },
      submit: { label: msg('Go on'), type: 'submittedPassphrase' },
      ...(locks.includes('passkey') && { others: [byPasskey] }),
    };
  };

  const entries: Entries = {
    proving: {
      step,
      on: {
        submittedPassphrase: ({ kept, locks }, { value }) =>
          value
            ? check(kept, locks, { by: 'passphrase', passphrase: new Secret(value) })
            : { at: 'proving', kept, locks, fault: 'empty' },
        wantedPasskey: ({ kept, locks }) => check(kept, locks, { by: 'passkey' }),
        wentBack: ({ kept }) => back(kept) as unknown as Transition<Own, ProofEvent>,
      },
    },
    checking: {
      busyOn: 'proving',
      step,
      on: {
        proved: ({ kept, proof }, _, context) => next(kept, proof, context) as unknown as Transition<Own, ProofEvent>,
        vaultRefused: ({ kept, locks }, { fault }) => ({ at: 'proving', kept, locks, fault }),
      },
    },
  };
  return entries as unknown as { [At in Own['at']]: StateEntry<Extract<Own, { at: At }>, State, Event> };
}
