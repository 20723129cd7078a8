import { startOver } from './start-over.ts';
import type { Store } from './store/database.ts';
import { countMadeBefore, isMadeBefore, nextMadeBefore, type Whom } from './store/made-before.ts';
import { lockKnownPerson } from './store/people.ts';

export interface Anew {
  store: Store;
  now: () => Date;
  whom: Whom;
  /** How many people between two breaks. */
  batch: number;
  /** How many people at most. */
  limit: number;
  /** The break. Rejects or resolves early when `signal` is aborted. */
  pause: () => Promise<void>;
  /** Aborted: ends after the person it is at. */
  signal: AbortSignal;
}

/** After a batch: how many people have been done by this call, and how many are left. */
export interface Progress {
  done: number;
  left: number;
}

/**
 * After a leak: voids what was made before a moment, for many people, as if each had set up again. One transaction a
 * person, under their lock and decided there. Whoever has set up again meanwhile has nothing from before, so the same call
 * may be made any number of times, after a stop or a crash too.
 */
export async function* setUpAnew({ store, now, whom, batch, limit, pause, signal }: Anew): AsyncGenerator<Progress> {
  const { database } = store;
  let done = 0;
  for (let after = 0; ;) {
    const next = await nextMadeBefore(database, { ...whom, after, limit: Math.min(batch, limit - done) });
    for (const personId of next) {
      if (signal.aborted) break;
      if (await onePerson({ store, now, whom }, personId)) done++;
      after = personId;
    }
    const left = await countMadeBefore(database, whom);
    yield { done, left };
    if (!left || !next.length || done >= limit || signal.aborted) return;
    await pause();
    if (signal.aborted) return;
  }
}

function onePerson({ store, now, whom }: Pick<Anew, 'store' | 'now' | 'whom'>, personId: number): Promise<boolean> {
  return store.database.transaction(async (database) => {
    if (!(await lockKnownPerson(database, personId))) return false;
    if (!(await isMadeBefore(database, personId, whom))) return false;
    await startOver({ database, personId, now: now() }, { by: 'institution' });
    return true;
  });
}
