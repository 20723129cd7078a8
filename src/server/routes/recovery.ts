import { after, note, type Change } from '../context.ts';
import { endThoseExpired } from '../enrolment.ts';
import { randomDigits, randomId } from '../random.ts';
import { hashedRecoveryCode, recoveryDigits } from '../recovery-code.ts';
import { Refusal } from '../refusal.ts';
import { idempotency, recovery } from '../store/store.ts';
import { recoveryOutput } from '../outputs.ts';

/**
 * Answers new codes once. They begin to count when the person says that they are kept; until then the former ones
 * count.
 */
export const beginRecoveryCodes: Change<'beginRecoveryCodes'> = {
  async change(context) {
    const { database, personId, services, now } = context;
    await endThoseExpired(context);
    const id = randomId(services.random);
    const { recoveryCodeCount: length } = services.institution.policy;
    const codes = Array.from({ length }, () => randomDigits(services.random, recoveryDigits));
    const expiresAt = after(now, services.limits.enrolmentLifeMs);
    const hashes = await Promise.all(codes.map((code) => services.sealing.hash(hashedRecoveryCode(id, code))));
    await recovery.addShown(database, { id, personId, madeAt: now, expiresAt }, hashes);
    await note(context, 'recovery-begun');
    return { id, codes, expiresAt: expiresAt.toISOString() };
  },
};

export const confirmRecoveryCodes: Change<'confirmRecoveryCodes'> = {
  async change(context, { id }) {
    const { database, personId, services, now } = context;
    const row = await recovery.findSet(database, personId, id);
    if (!row) throw new Refusal('not_found');
    if (row.state === 'shown') {
      if (row.expiresAt <= now) throw new Refusal('enrolment_expired');
      await recovery.makeCurrent(database, row);
      await idempotency.forgetShownSecrets(database, personId);
      await note(context, 'recovery-kept');
    }
    const kept = await recovery.currentCodes(database, personId, services.sealing.keyIds);
    return { recovery: recoveryOutput(kept!) };
  },
};
