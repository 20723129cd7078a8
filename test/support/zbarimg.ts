import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** ZBar, where it is installed: reads QR codes from pictures, and shares no code with what draws them. */
export const hasZbarimg = spawnSync('zbarimg', ['--version']).status === 0;

/** The text of the one QR code in a picture. Throws when there is none. */
export function readQr(png: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-qr-'));
  try {
    const file = join(folder, 'screen.png');
    writeFileSync(file, png);
    const args = ['--quiet', '--raw', '--nodbus', '-Sdisable', '-Sqrcode.enable', file];
    return execFileSync('zbarimg', args, { encoding: 'utf8' }).trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
