import type { NoRoute } from '../../apps/routes.ts';
import type { Problem } from '../../contract/problem-codes.ts';
import type { Account, Answer, AppKey, Device } from '../../contract/types.ts';
import type { Entry } from '../../core/entry.ts';
import type { Secret } from '../../core/secret.ts';
import type { Ends, EndsEvent } from './ends.ts';
import type { Refused } from '../machine/machine.ts';
import type { OldDeviceEvent, OldDeviceState, Removed } from './old-device.ts';
import type { ReadingEvent, ReadingState } from '../reading/reading.ts';
import type { Refusal } from '../machine/refusal.ts';
import type { TransferOwnEvent, TransferOwnState } from './own-app.ts';

/** Both apps by id. `via`: index into the routes that the planner found between them. */
export interface Chosen extends Ends {
  oldApp: string;
  newApp: string;
  via: number;
}

/** A sync that the back end waits for; `key` where the new device gets one of its own. */
export interface Waiting {
  chosen: Chosen;
  /** What was read on this page, if anything was. */
  entry: Entry | null;
  sync: Answer<'beginSync'>;
}

export type State =
  | { at: 'loading' }
  | { at: 'failed'; problem: Problem }
  | { at: 'noApp' }
  /** `isFirst`: nothing has been shown before it. */
  | { at: 'oldApp'; chosen: Chosen; isMore: boolean; isFirst: boolean }
  /** `entry`: what was read for the app that is given up. */
  | { at: 'newApp'; chosen: Chosen; isMore: boolean; entry: Entry | null }
  | { at: 'noRoute'; chosen: Chosen; why: NoRoute }
  | { at: 'give'; chosen: Chosen }
  | { at: 'take'; chosen: Chosen }
  | ReadingState<Chosen>
  | { at: 'show'; kept: Chosen; entry: Entry }
  /** Guide mode: nothing else proves the new app there. */
  | { at: 'compare'; kept: Chosen; entry: Entry | null }
  /** `waiting`: the service has refused a code. */
  | { at: 'differ'; kept: Chosen; entry: Entry | null; waiting: Waiting | null }
  /** One secret a device: a code of an old one authorises the new one. */
  | { at: 'oldCode'; chosen: Chosen; refusal?: Refusal }
  | { at: 'authorising'; chosen: Chosen }
  | { at: 'ownKey'; waiting: Waiting; key: AppKey }
  | { at: 'beginning'; chosen: Chosen; entry: Entry | null }
  | { at: 'code'; waiting: Waiting; refusal?: Refusal }
  | { at: 'confirming'; waiting: Waiting; typed: Secret }
  | { at: 'leaving'; waiting: Waiting }
  | { at: 'cancelling'; waiting: Waiting }
  | TransferOwnState<Chosen>
  | OldDeviceState<Chosen>
  | { at: 'done'; chosen: Chosen; device: Device | null; removed: Removed };

export type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'retried' }
  | { type: 'wentToOverview' }
  | { type: 'wentToCodes' }
  | { type: 'wantedName' }
  | { type: 'choseApp'; app: string }
  | { type: 'wantedMoreApps' }
  /** The old app is another one; the new app is. */
  | { type: 'wantedOldApp' }
  | { type: 'wantedNewApp' }
  | { type: 'given' }
  | { type: 'taken' }
  | { type: 'sawSame' }
  | { type: 'sawDifferent' }
  | { type: 'wantedAnew' }
  | { type: 'begun'; answer: Answer<'beginSync'> }
  | { type: 'submittedCode'; value: string }
  | { type: 'confirmed'; answer: Answer<'confirmSync'> }
  | { type: 'wantedToStop' }
  | { type: 'stopped' }
  | { type: 'cancelled'; answer: Answer<'cancelSync'> }
  | EndsEvent
  | TransferOwnEvent
  | OldDeviceEvent
  | ReadingEvent
  | Refused;
