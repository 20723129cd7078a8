/** For the package: in the place of Node's module of that name. */
export const webcrypto = globalThis.crypto;
