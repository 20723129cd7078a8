/**
 * The name of the vault of a page: of its database, and of a mark in the local storage that says whether there are codes.
 * The mark is no secret and holds none: a page reads it without opening the vault, or fetching it.
 */
export const vaultName = 'mfa-elements';
