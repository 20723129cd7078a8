import type { Account, Device, Policy, OperationName } from '../../contract/types.ts';

/** Whether a back end offers an operation. One that names no operations offers all. */
export type Offering = Pick<Account, 'offers'>;
/** The rules with what is offered, for flows that keep no more of the account. */
export type Rules = Policy & Offering;

/** A set-up that is begun has to be confirmed, so a back end has to offer both. */
export const offers = ({ offers: offered }: Offering, operation: OperationName): boolean =>
  !offered || [operation, operation.replace('begin', 'confirm')].every((name) => offered.includes(name));

/** The devices whose codes count. */
export const working = (devices: readonly Device[]): Device[] => devices.filter(({ needsSync }) => !needsSync);
