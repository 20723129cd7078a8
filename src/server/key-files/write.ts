import type { Secret } from '../../core/secret.ts';
import { base32 } from '../totp.ts';
import type { KeyFileFormat } from './found.ts';
import { pskcWriter } from './pskc-write.ts';
import type { KeyFileWriter } from './writer.ts';

/** Without a password the keys stand in the clear. Only PSKC can have one. */
export async function writerOf(
  format: KeyFileFormat,
  { password, issuer }: { password?: Secret | undefined; issuer: string },
): Promise<KeyFileWriter> {
  if (format === 'pskc') return pskcWriter({ password, issuer });
  return format === 'csv' ? table : addresses(issuer);
}

const cell = (text: string): string => (/[",;\t\r\n]|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const table: KeyFileWriter = {
  head: 'subject,key,algorithm,digits,period,kind,platform,name\n',
  of: ({ subject, key, algorithm, digits, periodS, kind, platform, name }) =>
    `${[subject, base32(key.reveal()), algorithm, `${digits}`, `${periodS}`, kind, platform ?? '', name].map(cell).join(',')}\n`,
  tail: '',
};

/** Unlike an address that an app gets, this one says everything, and the subject as it is: programs read it. */
const addresses = (issuer: string): KeyFileWriter => ({
  head: '',
  of({ subject, key, algorithm, digits, periodS }) {
    // The first colon, encoded or not, ends the issuer.
    const [from, account] = [issuer.replaceAll(':', ' '), subject].map(encodeURIComponent);
    const rules = `algorithm=${algorithm}&digits=${digits}&period=${periodS}`;
    return `otpauth://totp/${from}:${account}?secret=${base32(key.reveal())}&issuer=${from}&${rules}\n`;
  },
  tail: '',
});
