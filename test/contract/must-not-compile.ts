import type { Rows } from '../../src/contract/operation.ts';
import type { ProblemRow } from '../../src/contract/problems.ts';
import { nothing } from '../../src/contract/schemas.ts';
import type { Answer } from '../../src/contract/types.ts';
import type { Effect } from '../../src/flows/machine/effects.ts';
import type { Change, Read, RouteOf, Visit } from '../../src/server/context.ts';

/** Never run: the compiler has to refuse what stands below each `@ts-expect-error`, and complains where it does not. */

const row = {
  at: 'POST devices/{id}/ring',
  input: nothing,
  output: nothing,
  problems: ['not_found'],
  changes: 'nothing',
  summary: { en: 'Rings.', ja: '鳴らします。' },
} as const;
({ ring: row }) satisfies Rows;

// @ts-expect-error: it has no words for the Japanese reference
({ ring: { ...row, summary: { en: 'Rings.' } } }) satisfies Rows;
// @ts-expect-error: no such method
({ ring: { ...row, at: 'PUT devices/{id}/ring' } }) satisfies Rows;
// @ts-expect-error: no such problem
({ ring: { ...row, problems: ['on_the_moon'] } }) satisfies Rows;
// @ts-expect-error: nobody says what it changes
({ ring: { ...row, changes: undefined } }) satisfies Rows;
// @ts-expect-error: no such column
({ ring: { ...row, isLoud: true } }) satisfies Rows;
// @ts-expect-error: no policy has this
({ ring: { ...row, offeredWith: 'bells' } }) satisfies Rows;

// @ts-expect-error: a problem has a title in each language of the reference
({ on_the_moon: { status: 409, title: { en: 'It is out of reach.' } } }) satisfies Record<string, ProblemRow>;

const call = {
  effect: 'call',
  operation: 'receivePairing',
  input: { id: 'K7QM2XRA', seat: 's' },
  then: 'received',
} as const;
// @ts-expect-error: the mailbox between two devices belongs to pairing, not to a flow
call satisfies Effect<{ type: 'received'; answer: Answer<'receivePairing'> }>;
({ effect: 'call', operation: 'checkCode', input: { code: '123456' }, then: 'checked' }) satisfies Effect<{
  type: 'checked';
  answer: Answer<'checkCode'>;
}>;

declare const change: Change<'joinPairing'> & Change<'getAccount'> & Change<'renameDevice'>;
declare const visit: Visit<'joinPairing'> & Visit<'renameDevice'>;
declare const read: Read<'getAccount'> & Read<'renameDevice'>;
change satisfies RouteOf<'renameDevice'>;
visit satisfies RouteOf<'joinPairing'>;
read satisfies RouteOf<'getAccount'>;
// @ts-expect-error: without a session there is nobody whose lock could be held
change satisfies RouteOf<'joinPairing'>;
// @ts-expect-error: who may do this is known by the session only
visit satisfies RouteOf<'renameDevice'>;
// @ts-expect-error: a GET changes nothing
change satisfies RouteOf<'getAccount'>;
// @ts-expect-error: what changes something holds a lock
read satisfies RouteOf<'renameDevice'>;
