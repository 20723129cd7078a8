import { kindOf } from './file-kind.ts';
import { membersOf } from './json.ts';
import type { FileKind, FormatId, Unreadable } from './types.ts';

/** A format, or why there is none. */
export type Recognised = FormatId | { why: Unreadable; format?: FormatId; kind?: FileKind };

const first = (value: unknown): Record<string, unknown> => membersOf(Array.isArray(value) ? value[0] : undefined);
const has = (value: Record<string, unknown>, ...names: string[]): boolean => names.every((name) => name in value);

/** The extension's files have no frame of their own: any value that is one of its records will do. */
function isExtension(root: Record<string, unknown>): boolean {
  return Object.values(root)
    .slice(0, 50)
    .map(membersOf)
    .some((value) => has(value, 'dataType') || has(value, 'secret', 'type') || has(value, 'encrypted', 'secret'));
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
  if (has(root, 'kdfParams', 'encryptedData')) return { why: 'unsupported', format: 'ente' };
  if (has(root, 'Authenticators')) return 'stratum';
  if (has(root, 'tokens')) return 'freeotp-plus';
  if (has(first(root.data), 'otp_type')) return '2fauth';
  if (has(first(root.accounts), 'issuerName')) return 'lastpass';
  if (has(root, 'salt', 'content') || has(membersOf(first(root.entries).content), 'uri')) return 'proton';
  if (isExtension(root)) return 'authenticator-extension';
  return { why: Object.keys(root).length ? 'unknown' : 'no-entries' };
}

/** What is text and not JSON. */
export function recogniseText(text: string): Recognised {
  if (!text) return { why: 'empty' };
  // Cut off, most likely: JSON is written by programs.
  if (/^[{[]/.test(text)) return { why: 'broken' };
  if (text.startsWith('<')) return /&quot;algo&quot;|&quot;issuerExt&quot;/.test(text) ? 'freeotp' : { why: 'unknown' };
  if (/^[ \t\u3000]{0,99}(otpauth:|steam:\/\/)/im.test(text))
    return /[?&]codeDisplay=/i.test(text) ? 'ente' : 'otpauth';
  if (/^[ \t\u3000]{0,99}otpauth-migration:/im.test(text)) return 'google-migration';
  const header =
    text
      .slice(0, 2000)
      .split(/[\r\n]/, 1)[0]
      ?.toLowerCase() ?? '';
  if (header.includes('login_totp')) return 'bitwarden';
  return /(^|[,;\t"])otpauth($|[,;\t"])/.test(header) ? 'apple-passwords' : { why: 'unknown' };
}

const holds = (bytes: Uint8Array, latin: string): boolean => new TextDecoder('latin1').decode(bytes).includes(latin);

/** What says in its first bytes what it is. Undefined for anything else. */
export function recogniseBytes(bytes: Uint8Array, text: string | undefined): Recognised | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  if (start === 'AUTHENTICATORPRO' || start === 'AuthenticatorPro') return 'stratum';
  const known = kindOf(bytes, text);
  // An object that Java serialised; FreeOTP 2 has its master key among the texts.
  if (known?.kind === 'java' && holds(bytes, 'masterKey')) return 'freeotp';
  // The names of the files inside are not encrypted.
  return known?.kind === 'zip' && holds(bytes, 'raivo-otp-export') ? { ...known, format: 'raivo' } : known;
}
