// Makes sure that the tests find their browsers and their judges. Node built-ins only.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { engines, headlessShell, onPath } from './engines.mjs';

/** What is needed, and the Debian package that brings it. Programs of other hands judge our QR codes and codes. */
const needs = [
  ...engines.find(({ name }) => name === 'chromium').needs,
  { package: 'zbar-tools', present: () => onPath('zbarimg') },
  { package: 'qrencode', present: () => onPath('qrencode') },
  { package: 'oathtool', present: () => onPath('oathtool') },
  // Japanese text is measured and looked at in the tests.
  { package: 'fonts-noto-cjk', present: () => existsSync('/usr/share/fonts/opentype/noto') || !isDebian() },
];

function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Answers whether all of them are there now. */
function install(packages) {
  console.log(`Installing with apt-get: ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ].every((command) => spawnSync('apt-get', command, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0);
}

for (const name of ['CHROME_PATH', 'FIREFOX_PATH']) {
  const path = process.env[name];
  if (path === undefined || existsSync(path)) continue;
  console.error(`${name} names ${path}, and there is no such file.`);
  process.exit(1);
}

const canInstall = isDebian() && process.getuid?.() === 0;
const missing = needs.filter(({ present }) => !present()).map((need) => need.package);
if (missing.length > 0 && !canInstall) {
  console.error(
    `The tests need ${missing.join(', ')}. On Debian: apt-get install ${missing.join(' ')}. ` +
      'Elsewhere install Chromium, zbar, qrencode and oath-toolkit, and name the browser in CHROME_PATH.',
  );
  process.exit(1);
}

// The rest is wanted, not needed: an archive that lacks one package stops neither the tests nor the other packages.
const engineOf = ({ isWanted, name, lacks }) => (isWanted && name !== 'chromium' && lacks.length > 0 ? [lacks] : []);
/** Others that read and write our files of keys; without them their tests say so. */
const judges = [
  { package: 'pskctool', present: () => onPath('pskctool') },
  { package: 'python3-pskc', present: () => existsSync('/usr/lib/python3/dist-packages/pskc') },
];
/**
 * Sign-on systems that ask our operations; without them their tests say so. Debian starts a server that it installs, where
 * there is something to start it: not on anybody's machine.
 */
const signOns = existsSync('/run/systemd/system')
  ? []
  : [
      { package: 'freeradius', present: () => onPath('freeradius') },
      { package: 'freeradius-rest', present: () => existsSync('/usr/lib/freeradius/rlm_rest.so') },
      { package: 'freeradius-utils', present: () => onPath('radclient') },
      { package: 'liblemonldap-ng-portal-perl', present: () => existsSync('/usr/share/lemonldap-ng/portal') },
      // The portal does not start without its picture puzzles, used or not.
      { package: 'libgd-securityimage-perl', present: () => existsSync('/usr/share/perl5/GD/SecurityImage.pm') },
      { package: 'libgd-perl', present: () => existsSync('/usr/share/doc/libgd-perl') },
      { package: 'libimage-magick-perl', present: () => existsSync('/usr/share/doc/libimage-magick-perl') },
    ];
const more = [
  ...[headlessShell, ...judges, ...signOns].flatMap((each) => (each.present() ? [] : [[each.package]])),
  ...engines.flatMap(engineOf),
];
const wanted = canInstall ? [...missing, ...more.flat()] : [];
if (wanted.length > 0 && !install(wanted)) {
  if (missing.length > 0 && !install(missing)) process.exit(1);
  for (const packages of more) install(packages);
}

for (const { title, whyNot } of engines) if (whyNot) console.log(`Not tested in ${title}: ${whyNot}.`);
