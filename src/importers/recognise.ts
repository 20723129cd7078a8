import { kindOf } from './file-kind.ts';
import { membersOf } from './json.ts';
import { isKeyColumn } from './key-column.ts';
import { holdsAddress } from './pasted.ts';
import type { FileKind, FormatId, Unreadable } from './types.ts';

/** A format, or why there is none. */
export type Recognised = FormatId | { why: Unreadable; format?: FormatId; kind?: FileKind };

const first = (value: unknown): Record<string, unknown> => membersOf(Array.isArray(value) ? value[0] : undefined);
const has = (value: Record<string, unknown>, ...names: string[]): boolean => names.every((name) => name in value);

/** The extension's files have no outer structure. We know them by any value that is one of its records. */
function isExtension(root: Record<string, unknown>): boolean {
  return Object.values(root)
    .slice(0, 50)
    .map(membersOf)
    .some(
      (value) =>
        has(value, 'dataType') ||
        has(value, 'secret', 'type') ||
        has(value, 'encrypted', 'hash') ||
        has(value, 'encrypted', 'secret'),
    );
}

/** By members that only one app writes. */
export function recogniseJson(json: unknown): Recognised {
  if (Array.isArray(json)) {
    const item = first(json);
    if (!json.length) return { why: 'no-entries' };
    if (has(item, 'kind', 'secret')) return 'raivo';
    return has(item, 'secret', 'label') ? 'andotp' : { why: 'unknown' };
  }
  const root = membersOf(json);
  if (has(root, 'db', 'header')) return 'aegis';
  if (has(root, 'services') || has(root, 'servicesEncrypted')) return '2fas';
  if (has(root, 'encrypted') && (has(root, 'items') || has(root, 'data'))) return 'bitwarden';
  if (has(root, 'kdfParams', 'encryptedData')) return 'ente';
  if (has(root, 'Authenticators')) return 'stratum';
  if (has(root, 'tokens')) return 'freeotp-plus';
  if (has(first(root.data), 'otp_type')) return '2fauth';
  if (has(first(root.accounts), 'issuerName')) return 'lastpass';
  if (has(root, 'salt', 'content') || has(membersOf(first(root.entries).content), 'uri')) return 'proton';
  if (isExtension(root)) return 'authenticator-extension';
  return { why: Object.keys(root).length ? 'unknown' : 'no-entries' };
}

/** Formats that are text and not JSON. */
export function recogniseText(text: string): Recognised {
  if (!text) return { why: 'empty' };
  // Cut off, most likely: JSON is written by programs.
  if (/^[{[]/.test(text)) return { why: 'broken' };
  if (/^<[^]{0,500}<KeePassFile>/.test(text)) return 'keepass';
  if (text.startsWith('<') && /&quot;algo&quot;|&quot;issuerExt&quot;/.test(text)) return 'freeotp';
  const table = tableIn(text);
  if (table) return table;
  if (holdsAddress(text)) {
    if (/[?&]codeDisplay=/i.test(text)) return 'ente';
    return /otpauth-migration:/i.test(text) && !/otpauth:|steam:\/\//i.test(text) ? 'google-migration' : 'otpauth';
  }
  return { why: 'unknown' };
}

/** A table of passwords, by the names of its columns; or because an address stands in its cells. */
function tableIn(text: string): FormatId | undefined {
  const header =
    text
      .slice(0, 2000)
      .split(/[\r\n]/, 1)[0]
      ?.toLowerCase() ?? '';
  if (!/[,;\t]/.test(header) || holdsAddress(header)) return undefined;
  if (header.includes('login_totp')) return 'bitwarden';
  if (/(^|[,;\t"])otpauth($|[,;\t"])/.test(header)) return 'apple-passwords';
  if (/^"?group"?,"?title"?,/.test(header)) return 'keepass';
  const isNamed = header.split(/[,;\t]/).some((name) => isKeyColumn(name.replace(/^["\s]+|["\s]+$/g, '')));
  return isNamed || /[,;\t]"?otpauth:/i.test(text) ? 'csv' : undefined;
}

const holds = (bytes: Uint8Array, latin: string): boolean => new TextDecoder('latin1').decode(bytes).includes(latin);

/** Recognises a file by its first bytes. Undefined for anything else. */
export function recogniseBytes(bytes: Uint8Array, text: string | undefined): Recognised | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  if (start === 'AUTHENTICATORPRO' || start === 'AuthenticatorPro') return 'stratum';
  const known = kindOf(bytes, text);
  // An object that Java serialised; FreeOTP 2 has its master key among the texts.
  if (known?.kind === 'java' && holds(bytes, 'masterKey')) return 'freeotp';
  // The names of the files inside are not encrypted.
  return known?.kind === 'zip' && holds(bytes, 'raivo-otp-export') ? { ...known, format: 'raivo' } : known;
}
