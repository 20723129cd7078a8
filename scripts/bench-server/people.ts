import { secretContext } from '../../src/server/app-code.ts';
import { utf8 } from '../../src/server/bytes.ts';
import { systemRandom } from '../../src/server/random.ts';
import type { Sealing } from '../../src/server/sealing.ts';
import type { Store } from '../../src/server/store/database.ts';
import { devices, mails, people, secrets } from '../../src/server/store/schema.ts';
import { base32 } from '../../src/server/totp.ts';
import { appCode } from '../../test/support/oath.ts';

export interface Enrolled {
  subject: string;
  secretId: string;
  code(at: Date): string;
}

const batch = 1_000;

/** People with a mail address and an app, as a set-up leaves them. */
export async function enrol({ database }: Store, sealing: Sealing, howMany: number): Promise<Enrolled[]> {
  const all: Enrolled[] = [];
  const createdAt = new Date();
  while (all.length < howMany) {
    const subjects = Array.from({ length: Math.min(batch, howMany - all.length) }, (_, nth) => `p${all.length + nth}`);
    const rows = await database
      .insert(people)
      .values(subjects.map((subject) => ({ subject, createdAt })))
      .returning();
    const made = await Promise.all(
      rows.map(async ({ id: personId, subject }) => {
        const plain = systemRandom(20);
        const secret = base32(plain);
        const id = `s${subject}`;
        const rules = { digits: 6, periodS: 30, algorithm: 'SHA1' } as const;
        const sealed = await sealing.seal(plain, secretContext({ personId, id }));
        const mail = await sealing.seal(utf8(`${subject}@example.org`), { personId, purpose: 'mail-address', id: '' });
        const code = (at: Date) => appCode({ secret, ...rules }, at);
        return { personId, subject, sealed: { id, ...sealed, ...rules }, mail, code };
      }),
    );
    await database
      .insert(secrets)
      .values(made.map(({ personId, sealed }) => ({ personId, ...sealed, lastStep: 0, createdAt })));
    await database
      .insert(mails)
      .values(made.map(({ personId, mail }) => ({ personId, ...mail, verifiedAt: createdAt })));
    await database.insert(devices).values(
      made.map(({ personId, sealed }) => ({
        id: `d${sealed.id}`,
        personId,
        secretId: sealed.id,
        kind: 'smartphone' as const,
        name: 'Smartphone',
        addedAt: createdAt,
      })),
    );
    all.push(...made.map(({ subject, sealed, code }) => ({ subject, secretId: sealed.id, code })));
  }
  return all;
}
