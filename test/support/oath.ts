import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';

interface Key {
  secret: string;
  digits: number;
  periodS: number;
  algorithm: 'SHA1' | 'SHA256' | 'SHA512';
}

/** The OATH Toolkit, where it is installed: a judge that shares no code with the product nor with this file. */
export const hasOathtool = spawnSync('oathtool', ['--version']).status === 0;

/** What the OATH Toolkit makes of this key at `at`. */
export function byOathtool({ secret, digits, periodS, algorithm }: Key, at: Date): string {
  const now = `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const args = [
    `--totp=${algorithm.toLowerCase()}`,
    '--base32',
    `--digits=${digits}`,
    `--time-step-size=${periodS}s`,
    `--now=${now}`,
    '-',
  ];
  return execFileSync('oathtool', args, { input: secret, encoding: 'utf8' }).trim();
}

/** The code an authenticator app with this key shows at `at`: RFC 4226 §5.3 and RFC 6238 §4, on node:crypto. */
export function appCode({ secret, digits, periodS, algorithm }: Key, at: Date): string {
  const bits = [...secret]
    .map((character) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(character).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 1000 / periodS)));
  const mac = createHmac(algorithm.toLowerCase(), key).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** A code of the same length that is certainly wrong at `at`, within any window the server may search. */
export function wrongCode(key: Key, at: Date, nth = 0): string {
  const right = new Set(
    Array.from({ length: 25 }, (_, step) => appCode(key, new Date(at.getTime() + (step - 12) * key.periodS * 1000))),
  );
  for (let number = 111_111 + nth * 7; ; number++) {
    const code = String(number).padStart(key.digits, '0');
    if (!right.has(code)) return code;
  }
}
