import type { VaultFault } from '../ports/vault.ts';

/** The vault did not do what it was asked. */
export class VaultError extends Error {
  readonly fault: VaultFault;

  constructor(fault: VaultFault, options?: ErrorOptions) {
    super(`vault: ${fault}`, options);
    this.name = 'VaultError';
    this.fault = fault;
  }
}
