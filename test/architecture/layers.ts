/**
 * The house (docs: decisions): an import points to a lower row, never sideways between rooms and never up. Files of
 * one room are free among themselves; the ground floor is many small rooms that may lean on one another.
 */
const rows = {
  frameworks: 8,
  index: 8,
  elements: 7,
  theme: 6,
  runner: 5,
  flows: 4,
  apps: 3,
  client: 2,
  vault: 2,
  qr: 2,
  importers: 2,
  pairing: 2,
  server: 2,
  profiles: 1,
  contract: 1,
  localization: 1,
  secret: 1,
  'secret-bytes': 1,
  entry: 1,
  'vault-state': 1,
  'pairing-state': 1,
  page: 1,
  'map-values': 1,
  otp: 1,
  text: 1,
  base64url: 1,
  hpke: 1,
  version: 1,
} as const;

export type Room = keyof typeof rows | 'server/demo';

/** `src/qr/encode.ts` → `qr`; `src/core/secret.ts` → `secret`. Throws for a room that has no row yet. */
export function roomOf(path: string): Room {
  if (path.startsWith('src/server/demo/')) return 'server/demo';
  const name = /^src\/([^/.]+)/.exec(path)?.[1] ?? '';
  if (!Object.hasOwn(rows, name)) throw new Error(`${path} is in a room without a row: add it to layers.ts`);
  return name as Room;
}

const rowOf = (room: Room): number => (room === 'server/demo' ? rows.server : rows[room]);
const isElementSide = (room: Room): boolean => rowOf(room) >= rows.theme;

/** Why a file of `from` must not import one of `to`, or null when it may. */
export function objection(from: Room, to: Room, typeOnly: boolean): string | null {
  if (from === to) return null;
  if (from === 'server/demo') return to === 'server' || rowOf(to) === 1 ? null : 'the demo sees the server and row 1';
  if (from === 'server') return rowOf(to) === 1 && to !== 'profiles' ? null : 'the server sees row 1 only, no profiles';
  if (to === 'server' || to === 'server/demo') return 'nothing for a browser sees the server';
  if (rowOf(from) === 1) return rowOf(to) === 1 ? null : 'row 1 imports nothing from above';
  if (rowOf(from) <= rowOf(to)) return 'up or sideways';
  if (from === 'apps' && rowOf(to) !== 1) return 'apps sees row 1 only';
  if (from === 'flows' && rowOf(to) === 2) return 'flows sees rows 1 and 3 only';
  if (from === 'runner' && rowOf(to) === 2 && !typeOnly) return 'the runner takes row 2 as types only';
  return null;
}

/** Packages that only some rooms know. */
const owners: readonly [name: RegExp, isAllowed: (room: Room) => boolean, why: string][] = [
  [/^(lit|lit\/.*|@lit\/reactive-element|lit-html|lit-element)$/, isElementSide, 'only the elements know Lit'],
  [/^@lit\/localize/, (room) => room === 'localization', 'words go through localization/msg'],
  [/^(qrcode|qr$|qr\/)/, (room) => room === 'qr', 'drawing and reading QR codes belong to qr'],
  [
    /^(react|@lit\/react|preact|vue|svelte)($|\/)/,
    (room) => room === 'frameworks',
    'frameworks are known in frameworks',
  ],
  [/^idb$/, (room) => room === 'vault', 'the browser’s database belongs to vault'],
  [/^@hpke\//, (room) => room === 'hpke', 'sealing to a public key goes through hpke.ts'],
  [/^@noble\//, (room) => room === 'importers', 'other apps’ key derivation belongs to importers'],
  [
    /^(node:|hono|@hono\/|drizzle-orm|@electric-sql\/|pg$|pg\/|nodemailer|smtp-server|jose|otpauth)/,
    (room) => room === 'server' || room === 'server/demo',
    'only the server knows it',
  ],
];

/** Why a file of `room` must not import the package, or null when it may. */
export function packageObjection(room: Room, specifier: string): string | null {
  const owner = owners.find(([name]) => name.test(specifier));
  return owner && !owner[1](room) ? owner[2] : null;
}
