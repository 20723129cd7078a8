import type { KeyEncoding } from './decode.ts';

/** Where a table keeps what we need. Columns are named in small letters. */
export interface Layout {
  /** Columns by which the table is known. */
  known: readonly string[];
  user?: string;
  serial?: string;
  key: string;
  encoding: KeyEncoding;
  /** How codes are made (`totp`), where a column says so. */
  type?: string;
  /** Undefined: no column says it, and keys of more than 20 bytes may be made for another than SHA1. */
  algorithm?: string;
  /** All keys are SHA1. */
  isSha1?: true;
  digits?: string;
  period?: string;
  kind?: string;
  platform?: string;
  name?: string;
}

/** Tables with a header. The first whose columns are all there is taken. */
export const layouts: readonly Layout[] = [
  {
    // Ours.
    known: ['subject', 'key'],
    user: 'subject',
    key: 'key',
    encoding: 'base32',
    algorithm: 'algorithm',
    digits: 'digits',
    period: 'period',
    kind: 'kind',
    platform: 'platform',
    name: 'name',
  },
  {
    // Authelia: `authelia storage user totp export csv`.
    known: ['issuer', 'username', 'algorithm', 'digits', 'period', 'secret'],
    user: 'username',
    key: 'secret',
    encoding: 'base32',
    algorithm: 'algorithm',
    digits: 'digits',
    period: 'period',
  },
  {
    // Microsoft Entra ID’s list of hardware tokens, in which all are SHA1 with 6 digits.
    known: ['upn', 'serial number', 'secret key', 'time interval'],
    user: 'upn',
    serial: 'serial number',
    key: 'secret key',
    encoding: 'base32',
    isSha1: true,
    period: 'time interval',
  },
  {
    // pskc2csv of python-pskc, with its default columns.
    known: ['serial', 'secret', 'algorithm', 'response_length', 'time_interval'],
    serial: 'serial',
    key: 'secret',
    encoding: 'hex',
    type: 'algorithm',
    digits: 'response_length',
    period: 'time_interval',
  },
];

const tokens = {
  serial: 'serial',
  key: 'key',
  encoding: 'hex',
  type: 'type',
  digits: 'digits',
  period: 'period',
} as const;

/**
 * The “OATH CSV” that privacyIDEA and LinOTP take and token vendors write: no header, and in privacyIDEA’s second version,
 * which its first line names, three columns of the person before.
 */
export const oathColumns = ['serial', 'key', 'type', 'digits', 'period'];
export const oathLayout: Layout = { known: [], ...tokens };
export const oathVersion2Columns = ['user', 'resolver', 'realm', ...oathColumns];
export const oathVersion2Layout: Layout = { known: [], user: 'user', ...tokens };
