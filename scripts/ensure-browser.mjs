// Makes sure that the tests find their browser and their judges. Node built-ins only.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (name) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

/** What is needed, and the Debian package that brings it. Programs of other hands judge our QR codes and codes. */
const needs = [
  { package: 'chromium', present: () => existsSync(process.env.CHROME_PATH ?? '/usr/bin/chromium') },
  { package: 'zbar-tools', present: () => onPath('zbarimg') },
  { package: 'qrencode', present: () => onPath('qrencode') },
  { package: 'oathtool', present: () => onPath('oathtool') },
  // Japanese text is measured and looked at in the tests.
  { package: 'fonts-noto-cjk', present: () => existsSync('/usr/share/fonts/opentype/noto') || !isDebian() },
];

function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

if (process.env.CHROME_PATH && !existsSync(process.env.CHROME_PATH)) {
  console.error(`CHROME_PATH names ${process.env.CHROME_PATH}, and there is no such file.`);
  process.exit(1);
}

const missing = needs.filter(({ present }) => !present()).map((need) => need.package);
if (missing.length > 0) {
  if (!isDebian() || process.getuid?.() !== 0) {
    console.error(
      `The tests need ${missing.join(', ')}. On Debian: apt-get install ${missing.join(' ')}. ` +
        'Elsewhere install Chromium, zbar, qrencode and oath-toolkit, and name the browser in CHROME_PATH.',
    );
    process.exit(1);
  }
  console.log(`Installing with apt-get: ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const command of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...missing],
  ]) {
    const { status } = spawnSync('apt-get', command, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) process.exit(status ?? 1);
  }
}
