import { confirmedBy } from '../../contract/generated/confirmed-by.ts';
import type { Account, Device, Policy, OperationName } from '../../contract/types.ts';

/** What a back end says that it offers; one that says nothing offers all. */
export interface Offering {
  offers?: Account['offers'] | undefined;
}
/** The rules with what is offered, for flows that keep no more of the account. */
export type Rules = Policy & Offering;

/** A set-up that is begun has to be confirmed, so a back end has to offer both. */
export const offers = ({ offers: offered }: Offering, operation: OperationName): boolean =>
  !offered || [operation, confirmedBy[operation] ?? operation].every((name) => offered.includes(name));

/** The devices whose codes count. */
export const working = (devices: readonly Device[]): Device[] => devices.filter(({ needsSync }) => !needsSync);
