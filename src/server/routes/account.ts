import type { Output } from '../../contract/types.ts';
import { after, type Caller, type Read } from '../context.ts';
import { isOfSession } from '../enrolment.ts';
import { freshest } from '../fresh.ts';
import { isDisabled, triesOf } from '../guess.ts';
import { undoLifeMs } from '../limits.ts';
import { offersOf } from '../offers.ts';
import {
  deviceOutput,
  mailOutput,
  mailedCodeOutput,
  pendingOutput,
  recoveryOutput,
  removedOutput,
} from '../outputs.ts';
import { openMail, openPendingAddress } from '../sealed-addresses.ts';
import { accountState, type AccountState } from '../store/account-state.ts';
import type { Factor } from '../store/attempts.ts';
import type { ChallengePurpose } from '../store/challenges.ts';
import type { EnrolmentPurpose } from '../store/enrolments.ts';

type Account = Output<'getAccount'>;
type Known = Pick<Account, 'mail' | 'devices' | 'removed' | 'recovery' | 'pending' | 'stepUp'>;

const nobodyYet: Known = {
  mail: null,
  devices: [],
  removed: [],
  recovery: null,
  pending: { mail: null, app: null, sync: null, reset: null },
  stepUp: { methods: [], freshUntil: null },
};

/** Reads without a lock and without making a row: looking at the page changes nothing. */
export const getAccount: Read<'getAccount'> = {
  async read(caller) {
    const { services, session, sessionHash, now } = caller;
    const { issuer, policy } = services.institution;
    const { subject, label } = session;
    const removedSince = after(now, -undoLifeMs);
    const state = await accountState(services.store.database, { subject, sessionHash, now, removedSince });
    const known = state.people.length ? await knownOf(caller, state) : nobodyYet;
    return { label, issuer, policy, ...known, offers: offersOf(services.institution) };
  },
};

async function knownOf(caller: Caller, state: AccountState): Promise<Known> {
  const { services, now } = caller;
  const [mail] = state.mails;
  const askedFor = (purpose: ChallengePurpose) => state.challenges.find((each) => each.purpose === purpose);
  const [asked, resetting] = [askedFor('mail'), askedFor('reset')];
  const [set] = services.institution.policy.recoveryCodes ? state.recoverySets : [];
  // Those of keys that are gone cannot be used.
  const left = state.recoveryCodes.filter(({ codeKeyId }) => services.sealing.keyIds.includes(codeKeyId)).length;
  const until = freshest(caller, state.stepUps[0]?.freshUntil);

  const countOf = (factor: Factor) => state.attempts.find((count) => count.factor === factor);
  const tries = (factor: Factor) => triesOf(countOf(factor), services.limits, now);
  const pendingOf = (purpose: EnrolmentPurpose) => {
    const row = state.enrolments.find((each) => each.purpose === purpose && isOfSession(caller, each));
    return row ? pendingOutput(row, tries(row.secretId ? 'enrolment' : 'app')) : null;
  };
  const pendingAddress = asked && (await openPendingAddress(services, asked));
  const address = mail && (await openMail(services, mail));
  const failedLately = countOf('app')?.failedSince ?? 0;
  return {
    mail: mail && address ? mailOutput(mail, address) : null,
    devices: state.devices.map((row) => deviceOutput(row, failedLately)),
    removed: state.removed.map(removedOutput),
    recovery: set ? recoveryOutput({ left, madeAt: set.madeAt }) : null,
    pending: {
      mail: asked && pendingAddress ? mailedCodeOutput(asked, pendingAddress, tries('mail')) : null,
      app: pendingOf('app'),
      sync: pendingOf('sync'),
      reset: resetting && address ? mailedCodeOutput(resetting, address, tries('mail')) : null,
    },
    stepUp: {
      methods: [
        ...(mail ? (['mail'] as const) : []),
        ...(state.devices.some(({ secretId }) => secretId) ? (['app'] as const) : []),
        ...(set && left ? (['recovery'] as const) : []),
      ].filter((method) => !isDisabled(countOf(method), services.limits)),
      freshUntil: until && until.toISOString(),
    },
  };
}
