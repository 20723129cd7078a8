import type { Account } from '../contract/types.ts';
import { canMakeCodes } from '../core/can-make-codes.ts';
import type { Entry } from '../core/entry.ts';
import type { KeyReading, KeySource, KeysRead, LeftOut } from '../flows/machine/effects.ts';
import { readKeys, type Reading, type Rejected } from '../importers/index.ts';
import { isOf, pickInstitution } from '../importers/institution.ts';
import { profile as neutral } from '../profiles/neutral.ts';
import type { Profile } from '../profiles/schema.ts';
import type { KeysAsked, Work } from '../runner/ports.ts';

/**
 * Reads the keys of this institution from QR codes, texts and files. Entries of others are dropped here, before a flow
 * or a screen could hold them. A key typed alone counts as the institution's.
 */
export async function readKeysOf(
  profile: Profile,
  account: Account | undefined,
  { sources, password, isAll }: KeysAsked,
  { signal, onProgress }: Work,
): Promise<KeyReading> {
  // The rules of a back end win over those of the profile.
  const issuers = account ? [account.issuer, ...profile.issuers] : profile.issuers;
  // A key typed alone says nothing of its settings, so the rules of the institution apply.
  const { app } = (account ?? profile).policy;
  const bareKey = canMakeCodes(app) && { issuer: issuers[0]!, account: '', ...app };
  const options = {
    signal,
    ...(bareKey && { bareKey }),
    ...(password && { password: password.reveal() }),
  };
  // A page that names no institution cannot tell its account from others: the person can.
  const isEverybodys = isAll || (profile === neutral && !account);
  const sorter = new Sorter(isEverybodys ? undefined : issuers);
  const reading: KeyReading = { read: [], single: null, locked: null, unread: [] };
  for (const [index, source] of sources.entries()) {
    const one = await readKeys(source.reveal(), {
      ...options,
      onProgress: (done) => onProgress((index + done) / sources.length),
    });
    if (one.at === 'read') reading.read.push(await sorter.sort(one, source));
    else if (one.at === 'locked' && !('subtle' in crypto))
      reading.unread.push({ why: 'insecure', format: one.format, kind: null });
    else if (one.at === 'unreadable')
      reading.unread.push({ why: one.why, format: one.format ?? null, kind: one.kind ?? null });
    else (reading.locked ??= { ...one, sources: [] }).sources.push(source);
  }
  // A password that opened one file may be wrong for the others, so the person is asked again for those.
  if (reading.locked && reading.read.length > 0) reading.locked.isWrong = false;
  const [first, ...more] = sorter.foreign;
  if (first && !more.length && isAllThereIs(reading)) reading.single = first;
  return reading;
}

/** Few exports come in several codes. */
const importMark = () => import('../importers/mark.ts');

/** Whether there is nothing else that the person may have meant. */
const isAllThereIs = ({ read, locked }: KeyReading): boolean =>
  !locked &&
  read.every(
    ({ mine, leftOut, others, part }) => !mine.length && !leftOut.length && others <= 1 && (part?.of ?? 1) === 1,
  );

/**
 * Tells the institution's accounts from those of others; without `issuers` all are wanted.
 *
 * Owns: that no key comes twice, from whatever source.
 */
class Sorter {
  readonly #issuers: readonly string[] | undefined;
  readonly #seen = new Set<string>();
  /** How many accounts of others there were, in all sources. */
  readonly foreign: Entry[] = [];

  constructor(issuers: readonly string[] | undefined) {
    this.#issuers = issuers;
  }

  async sort({ entries, rejected, part }: Reading & { at: 'read' }, source: KeySource): Promise<KeysRead> {
    const marked = part ? { index: part.index, of: part.of, mark: (await importMark()).markOf(source.reveal()) } : null;
    if (!this.#issuers) {
      const mine = entries.filter((entry) => this.#isNew(entry));
      const doubles = entries.filter((entry) => !mine.includes(entry));
      return {
        mine,
        leftOut: [...rejected.map(leftOut), ...doubles.map((entry) => leftOut({ ...entry, why: 'double' }))],
        others: 0,
        part: marked,
      };
    }
    const isMine = isOf(this.#issuers);
    const { mine, others } = pickInstitution(entries, this.#issuers);
    this.foreign.push(...entries.filter((entry) => !isMine(entry) && this.#isNew(entry)));
    // An entry without a name may belong to anybody.
    const maybeMine = rejected.filter((one) => isMine(one) || !nameOf(one));
    return {
      mine: mine.filter((entry) => this.#isNew(entry)),
      leftOut: maybeMine.map(leftOut),
      others: others + rejected.length - maybeMine.length,
      part: marked,
    };
  }

  /** Two entries are the same if they have the same key and settings. */
  #isNew({ key: { secret, algorithm, digits, periodS } }: Entry): boolean {
    const id = [secret.reveal(), algorithm, digits, periodS].join();
    return !this.#seen.has(id) && Boolean(this.#seen.add(id));
  }
}

const nameOf = ({ issuer, account }: Pick<Rejected, 'issuer' | 'account'>): string =>
  [issuer, account].filter(Boolean).join(' · ');

const leftOut = ({ why, ...named }: Pick<Rejected, 'issuer' | 'account'> & Pick<LeftOut, 'why'>): LeftOut => ({
  name: nameOf(named),
  why,
});
