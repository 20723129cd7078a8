import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { setUpAnew } from '../set-up-anew.ts';
import { countMadeBefore, subjectsMadeBefore, type Whom } from '../store/made-before.ts';
import type { Running } from './command.ts';
import { subjectsIn } from './files.ts';

export const setUpAnewUsage = `  mfa-elements set-up-anew --made-before TIME (--all | --share PERCENT | --subjects FILE) [--apply]
      [--batch 500] [--every 10m] [--limit PEOPLE] [--without-mail]`;

const unitsMs = { s: 1000, m: 60_000, h: 3_600_000 };

/** How long `--every` lasts, in milliseconds. */
function durationOf(text: string): number {
  const [, count, unit] = /^(\d{1,4})([smh])$/.exec(text) ?? [];
  if (!count) throw new RangeError('--every has to be a whole number with s, m or h.');
  return Number(count) * unitsMs[unit as keyof typeof unitsMs];
}

function wholeOf(option: string, text: string, most: number): number {
  const number = Number(text);
  if (!/^\d{1,9}$/.test(text) || number < 1 || number > most)
    throw new RangeError(`--${option} has to be a whole number from 1 to ${most}.`);
  return number;
}

/** A moment, not “now”: the next call has to mean the same one, or it would void what people have just set up. */
function momentOf(text: string | undefined, now: Date): Date {
  const moment = new Date(text ?? '');
  if (
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text ?? '') ||
    Number.isNaN(moment.getTime())
  )
    throw new RangeError('--made-before has to be a time with its zone, such as 2026-04-01T09:00:00+09:00.');
  if (moment > now)
    throw new RangeError('--made-before is still to come. It would void what people set up until then.');
  return moment;
}

interface Given extends Running {
  /** Waits so long, or until the signal. */
  wait?: (ms: number) => Promise<void>;
}

export async function setUpAnewCommand(args: string[], { store, now, say, signal, wait }: Given): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      'made-before': { type: 'string' },
      all: { type: 'boolean', default: false },
      share: { type: 'string' },
      subjects: { type: 'string' },
      apply: { type: 'boolean', default: false },
      batch: { type: 'string', default: '500' },
      every: { type: 'string', default: '10m' },
      limit: { type: 'string', default: '999999999' },
      'without-mail': { type: 'boolean', default: false },
    },
  });
  if ([values.all, values.share !== undefined, values.subjects !== undefined].filter(Boolean).length !== 1)
    throw new RangeError(`Say one of --all, --share and --subjects.\nUsage:\n${setUpAnewUsage}`);
  const everybody: Whom = {
    before: momentOf(values['made-before'], now()),
    share: values.share === undefined ? undefined : wholeOf('share', values.share, 100),
    subjects: values.subjects === undefined ? undefined : await subjectsIn(values.subjects),
  };
  const whom: Whom = values['without-mail'] ? everybody : { ...everybody, hasMail: true };
  const [batch, limit] = [wholeOf('batch', values.batch, 100_000), wholeOf('limit', values.limit, 999_999_999)];
  const everyMs = durationOf(values.every);

  const strandedPeople = await subjectsMadeBefore(store.database, { ...everybody, hasMail: false });
  const stranded = strandedPeople.length;
  const aside = values['without-mail']
    ? `${stranded} of them have no verified mail address: a sign-in alone will let them set up again.`
    : `${stranded} more have no verified mail address and stay as they are; see --without-mail.`;
  const before = await countMadeBefore(store.database, whom);
  if (!values.apply) {
    for (const subject of strandedPeople) say(`${subject}  no verified mail address`);
    say(
      `Nothing was changed. With --apply ${Math.min(before, limit)} of ${before} people have to set up again. ${aside}`,
    );
    return;
  }
  say(`${before} people have to set up again. ${aside}`);
  const pause = () => (wait ?? ((ms) => setTimeout(ms, undefined, { signal }).catch(() => undefined)))(everyMs);
  for await (const { done, left } of setUpAnew({ store, now, whom, batch, limit, pause, signal }))
    say(`${now().toISOString()}  ${done} done, ${left} left`);
  const left = await countMadeBefore(store.database, whom);
  say(
    left ? 'Stopped. Call it again, with the same time, to go on.' : 'Done. Nobody of these has anything from before.',
  );
}
