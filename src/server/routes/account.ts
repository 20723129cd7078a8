import type { Output } from '../../contract/types.ts';
import type { Caller, Read } from '../context.ts';
import { freshUntil } from '../fresh.ts';
import { attemptsLeftFor } from '../guess.ts';
import type { Database } from '../store/database.ts';
import { attempts, challenges, devices, enrolments, mails, people } from '../store/store.ts';
import { openMail, openPendingAddress, wireDevice, wireMail, wireMailedCode, wirePending } from '../wire.ts';

type Account = Output<'getAccount'>;
type Known = Pick<Account, 'mail' | 'devices' | 'pending' | 'stepUp'>;

const nobodyYet: Known = {
  mail: null,
  devices: [],
  pending: { mail: null, app: null, sync: null },
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
    return { label: session.label.slice(0, 200), issuer, policy, ...known };
  },
};

async function knownOf(caller: Caller, database: Database, personId: number): Promise<Known> {
  const { services, now } = caller;
  const mail = await mails.findMail(database, personId);
  const rows = await devices.listDevices(database, personId);
  const failedLately = (await attempts.findAttempts(database, personId, 'app'))?.failedSince ?? 0;
  const until = await freshUntil(caller, database, personId);
  return {
    mail: mail ? wireMail(mail, await openMail(services, mail)) : null,
    devices: rows.map((row) => wireDevice(row, failedLately)),
    pending: {
      mail: await pendingMail(caller, database, personId),
      app: await pendingEnrolment('app'),
      sync: await pendingEnrolment('sync'),
    },
    stepUp: {
      methods: [...(mail ? (['mail'] as const) : []), ...(rows.length ? (['app'] as const) : [])],
      freshUntil: until && until.toISOString(),
    },
  };

  async function pendingEnrolment(purpose: 'app' | 'sync') {
    const row = await enrolments.pendingEnrolment(database, { personId, purpose, now });
    if (!row) return null;
    const factor = row.secretId ? 'enrolment' : 'app';
    return wirePending(row, await attemptsLeftFor({ database, personId, services, now }, factor));
  }
}

async function pendingMail({ services, now }: Caller, database: Database, personId: number) {
  const row = await challenges.pendingChallenge(database, { personId, purpose: 'mail', scope: '' }, now);
  const address = row && (await openPendingAddress(services, row));
  if (!row || !address) return null;
  return wireMailedCode(row, address, await attemptsLeftFor({ database, personId, services, now }, 'mail'));
}
