import type { Output } from '../../contract/types.ts';
import { after, type Caller, type Read } from '../context.ts';
import { isOfSession } from '../enrolment.ts';
import { freshUntil } from '../fresh.ts';
import { isDisabled, triesOf } from '../guess.ts';
import { undoLifeMs } from '../limits.ts';
import { offersOf } from '../offers.ts';
import type { Factor } from '../store/attempts.ts';
import type { Database } from '../store/database.ts';
import type { EnrolmentPurpose } from '../store/enrolments.ts';
import { attempts, challenges, devices, enrolments, mails, people, recovery } from '../store/store.ts';
import {
  deviceOutput,
  mailOutput,
  mailedCodeOutput,
  pendingOutput,
  recoveryOutput,
  removedOutput,
} from '../outputs.ts';
import { openMail, openPendingAddress } from '../sealed-addresses.ts';

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
    const { services, session } = caller;
    const { issuer, policy } = services.institution;
    // One snapshot, so that a change in another tab is seen whole or not at all.
    const known = await services.store.database.transaction(
      async (database) => {
        const personId = await people.findPerson(database, session.subject);
        return personId === undefined ? nobodyYet : knownOf(caller, database, personId);
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
    return {
      label: session.label,
      issuer,
      policy,
      ...known,
      offers: offersOf(services.institution),
    };
  },
};

async function knownOf(caller: Caller, database: Database, personId: number): Promise<Known> {
  const { services, now } = caller;
  const mail = await mails.findMail(database, personId);
  const rows = await devices.listDevices(database, personId);
  const removed = await devices.removedDevices(database, { personId, since: after(now, -undoLifeMs) });
  const counts = await attempts.listAttempts(database, personId);
  const begun = await enrolments.pendingEnrolments(database, { personId, now });
  const asked = await challenges.pendingChallenge(database, { personId, purpose: 'mail', scope: '' }, now);
  const kept =
    services.institution.policy.recoveryCodes &&
    (await recovery.currentCodes(database, personId, services.sealing.keyIds));
  const resetting = await challenges.pendingChallenge(database, { personId, purpose: 'reset', scope: '' }, now);
  const until = await freshUntil(caller, database, personId);

  const countOf = (factor: Factor) => counts.find((count) => count.factor === factor);
  const tries = (factor: Factor) => triesOf(countOf(factor), services.limits, now);
  const pendingOf = (purpose: EnrolmentPurpose) => {
    const row = begun.find((each) => each.purpose === purpose && isOfSession(caller, each));
    return row ? pendingOutput(row, tries(row.secretId ? 'enrolment' : 'app')) : null;
  };
  const pendingAddress = asked && (await openPendingAddress(services, asked));
  const address = mail && (await openMail(services, mail));
  const failedLately = countOf('app')?.failedSince ?? 0;
  return {
    mail: mail && address ? mailOutput(mail, address) : null,
    devices: rows.map((row) => deviceOutput(row, failedLately)),
    removed: removed.map(removedOutput),
    recovery: kept ? recoveryOutput(kept) : null,
    pending: {
      mail: asked && pendingAddress ? mailedCodeOutput(asked, pendingAddress, tries('mail')) : null,
      app: pendingOf('app'),
      sync: pendingOf('sync'),
      reset: resetting && address ? mailedCodeOutput(resetting, address, tries('mail')) : null,
    },
    stepUp: {
      methods: [
        ...(mail ? (['mail'] as const) : []),
        ...(rows.some(({ secretId }) => secretId) ? (['app'] as const) : []),
        ...(kept && kept.left ? (['recovery'] as const) : []),
      ].filter((method) => !isDisabled(countOf(method), services.limits)),
      freshUntil: until && until.toISOString(),
    },
  };
}
