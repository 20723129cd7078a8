import type { Problem } from '../../contract/problem-codes.ts';
import type { Account, Answer, Device, Input } from '../../contract/types.ts';
import type { Entry } from '../../core/entry.ts';
import { msg } from '../../localization/msg.ts';
import { offers, working } from '../common/account.ts';
import type { Secret } from '../../core/secret.ts';
import { contactLinks } from '../common/screens.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context, Refused } from '../machine/machine.ts';
import { fold } from '../../text/fold.ts';

/**
 * Fragment: tells the service of the device that a pairing has reached, by a code that this page makes itself.
 */
interface ToProve<Kept> {
  kept: Kept;
  entry: Entry;
  device: Input<'beginSync'>;
}
interface Begun<Kept> extends ToProve<Kept> {
  sync: Answer<'beginSync'>;
  /** The code of the moment before has been used: this is the one after it. */
  isNext?: true;
}

export type PairProofState<Kept> =
  | ({ at: 'syncBeginning' } & ToProve<Kept>)
  | ({ at: 'syncMaking' } & Begun<Kept>)
  | ({ at: 'syncConfirming' } & Begun<Kept>)
  | ({ at: 'syncFailed'; problem: Problem | null } & ToProve<Kept>);

export type PairProofEvent =
  | { type: 'begun'; answer: Answer<'beginSync'> }
  | { type: 'made'; code: Secret | null }
  | { type: 'confirmed'; answer: Answer<'confirmSync'> }
  | { type: 'provedAgain' }
  | { type: 'leftProof' }
  | Refused;

/** `without`: the account works, though the service does not list the device. */
export type PairProofExit<Kept> = { exit: 'proven'; kept: Kept; device: Device } | { exit: 'without'; kept: Kept };

/** Whether a further device with this key can be registered: one key for all, a device that works, and the right issuer. */
export const isProvable = (account: Account, entry: Entry, { profile }: Context): boolean => {
  const { issuer, policy, devices } = account;
  return (
    policy.secretModel === 'shared' &&
    offers(account, 'beginSync') &&
    working(devices).length > 0 &&
    [issuer, ...profile.issuers].some((name) => fold(name) === fold(entry.issuer))
  );
};

export const beginPairProof = <Kept>(toProve: ToProve<Kept>) =>
  hostOf<PairProofState<Kept>, PairProofEvent>().go(
    { at: 'syncBeginning', ...toProve },
    { effect: 'call', operation: 'beginSync', input: toProve.device, then: 'begun' },
  );

/** `name`: what a device is called that is not on the list yet. */
export function provingPair<Kept>(
  name: (kept: Kept, context: Context) => string,
): Fragment<PairProofState<Kept>, PairProofEvent, PairProofExit<Kept>> {
  type Own = PairProofState<Kept>;
  const { go } = hostOf<Own, PairProofEvent, PairProofExit<Kept>>();
  const toProve = ({ kept, entry, device }: ToProve<Kept>): ToProve<Kept> => ({ kept, entry, device });
  const failed = (state: ToProve<Kept>, problem: Problem | null): Own => ({
    at: 'syncFailed',
    ...toProve(state),
    problem,
  });
  const make = (begun: Begun<Kept>) =>
    go(
      { at: 'syncMaking', ...begun },
      { effect: 'make-code', key: begun.entry.key, ...(begun.isNext && { isNext: true }) },
    );
  const waitScreen = () => ({ kind: 'wait' as const, heading: msg('Telling the service of the new device…') });

  return {
    states: {
      syncBeginning: {
        only: 'backed',
        unfinished: true,
        screen: waitScreen,
        on: {
          begun: (state, { answer: sync }) => make({ ...toProve(state), sync }),
          refused: (state, { problem }) => failed(state, problem),
        },
      },
      syncMaking: {
        only: 'backed',
        unfinished: true,
        screen: waitScreen,
        on: {
          made: ({ sync, isNext, ...state }, { code }, context) =>
            code
              ? go(
                  { ...toProve(state), at: 'syncConfirming', sync, ...(isNext && { isNext }) },
                  {
                    effect: 'call',
                    operation: 'confirmSync',
                    // A device that was on the list has its name.
                    input: {
                      id: sync.id,
                      code: code.reveal(),
                      ...(!state.device.deviceId && { name: name(state.kept, context) }),
                    },
                    then: 'confirmed',
                  },
                )
              : failed(state, null),
        },
      },
      syncConfirming: {
        only: 'backed',
        unfinished: true,
        screen: waitScreen,
        on: {
          confirmed: ({ kept }, { answer: { device } }) => ({ exit: 'proven', kept, device }),
          // Once: a service that calls the next one used as well has another reason.
          refused: (state, { problem }) =>
            problem.code === 'code_replayed' && !state.isNext
              ? make({ ...toProve(state), sync: state.sync, isNext: true })
              : failed(state, problem),
        },
      },
      syncFailed: {
        only: 'backed',
        screen: ({ problem }, context) => ({
          kind: 'notice',
          heading: msg('The account has arrived, but the service has not taken its code'),
          ...(problem && { alert: { tone: 'error', refusal: { why: 'problem', problem, atMs: context.nowMs } } }),
          body: [msg('Until it does, the new device is not on your list, and its codes may not count.')],
          primary: { label: msg('Try again'), event: { type: 'provedAgain' } },
          others: [{ label: msg('Leave it at that'), event: { type: 'leftProof' } }],
          links: contactLinks(context),
        }),
        on: {
          provedAgain: (state) => beginPairProof(toProve(state)),
          leftProof: ({ kept }) => ({ exit: 'without', kept }),
        },
      },
    },
  };
}
