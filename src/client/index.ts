/** The contract as typed calls, for a page of one’s own or for the `client` of the elements. */
export { createClient, type Client } from './client.ts';
export type { HeadersSource, TransportOptions } from './transport.ts';
export { MfaError } from '../contract/mfa-error.ts';
