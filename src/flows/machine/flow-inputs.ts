import type { Place } from '../../apps/app.ts';
import type { FlowId } from './flow-id.ts';

/** A new key: for this device, or for one that is not listed. */
export interface Anew {
  anew?: { deviceId?: string };
  /**
   * The app has just been reset: what has to be read before another key is added. A function, since the words are those of
   * the reset, which others need not download.
   */
  again?: () => string[];
}
/** A listed device. */
export interface OfDevice {
  deviceId?: string;
}
/** `isHere`: the new device is this browser, and this page its app. */
export interface OfSync extends OfDevice {
  isHere?: true;
}
/** An account of this browser's own app. */
export interface OfAccount {
  accountId?: string;
}

/**
 * What a flow is told by the one that hands over to it. All of it may be missing: an attribute or a link begins a flow,
 * too.
 */
export interface FlowInputs {
  /** Nothing is offered to this person at all: there is no first page to go to. */
  'not-offered': { isAll?: true };
  /** Only the place of the app is left to ask: in guide mode after mail, and in both modes on the way back. */
  choose: Pick<Anew, 'again'> & { isWhere?: true };
  /** The address that is set up is to be another one. */
  mail: { isChange?: true };
  'app-smartphone': Anew;
  /** `isHere`: guide mode, and this page is to be the app. */
  'app-browser': Anew & { isHere?: true };
  /** `isAsked`: the person has pressed for it, so it begins at once. */
  'app-here': Anew & { isAsked?: true };
  /** `from`: where the app has just been set up. */
  sync: OfDevice & { from?: Place };
  'sync-smartphone-smartphone': OfSync;
  'sync-smartphone-browser': OfSync;
  'sync-browser-smartphone': OfSync;
  'sync-browser-browser': OfSync;
  /** `from`: where the account is now. `replaces`: the old device is given up afterwards. */
  'pair-here': OfDevice & { from?: Place; replaces?: true };
  /** `to`: where it is wanted. `replaces`: this browser is given up afterwards. */
  'pair-give': OfAccount & OfDevice & { to?: Place; replaces?: true };
  /** `renames`: the name of this device is to be changed. */
  devices: OfDevice & { renames?: true };
  'remove-device': OfDevice;
  /** `isLockChanged`: the person has just changed what locks it. */
  authenticator: { isLockChanged?: true };
  'authenticator-export': OfAccount;
}

/** What the flow of this id is told; nothing for the others. */
export type InputOf<Id> = Id extends keyof FlowInputs ? FlowInputs[Id] : Record<never, never>;

/** A flow to go to, with what it is told. */
export type To =
  | { flow: FlowId; input?: undefined }
  | { [Id in keyof FlowInputs]: { flow: Id; input: FlowInputs[Id] } }[keyof FlowInputs];
