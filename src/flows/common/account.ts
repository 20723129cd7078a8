import type { Account, Device, Policy, OperationName } from '../../contract/types.ts';

/** What a back end says that it offers; one that says nothing offers all. */
export type Offering = Pick<Account, 'offers'>;
/** The rules with what is offered, for flows that keep no more of the account. */
export type Rules = Policy & Offering;

/** What is begun has to be confirmed: one without the other leads nowhere. */
export const offers = ({ offers: offered }: Offering, operation: OperationName): boolean =>
  !offered || [operation, operation.replace('begin', 'confirm')].every((name) => offered.includes(name));

/** Those whose codes are taken. */
export const working = (devices: readonly Device[]): Device[] => devices.filter(({ needsSync }) => !needsSync);
