import type { Account, Device, Policy, OperationName } from '../../contract/types.ts';

/** What a back end says that it offers; one that says nothing offers all. */
export interface Offering {
  offers?: Account['offers'] | undefined;
}
/** The rules with what is offered, for flows that keep no more of the account. */
export type Rules = Policy & Offering;

/** A back end lists what begins a set-up together with what completes it (`OperationRow.confirmedBy`), or neither. */
export const offers = ({ offers: offered }: Offering, operation: OperationName): boolean =>
  !offered || offered.includes(operation);

/** The devices whose codes count. */
export const working = (devices: readonly Device[]): Device[] => devices.filter(({ needsSync }) => !needsSync);
