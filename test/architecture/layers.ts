/**
 * The house (docs: decisions): an import points to a lower row, never sideways between rooms and never up. Files of
 * one room are free among themselves; the ground floor is many small rooms that may lean on one another.
 */
export const rows = {
  frameworks: 11,
  index: 11,
  elements: 10,
  'flow-table': 9,
  screens: 8,
  page: 7,
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
  ports: 1,
  core: 1,
  text: 1,
} as const;

export type Room = keyof typeof rows | 'server/demo';

/** `src/qr/encode.ts` → `qr`. Throws for a room that has no row yet. */
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

/**
 * The floors of `src/flows`, a folder each: an import points to a lower floor, or stays in its folder. A folder without a
 * row is a manual of its own.
 */
const floors: Record<string, number> = {
  machine: 0,
  common: 1,
  reading: 2,
  app: 4,
  transfer: 4,
  pairing: 5,
};

const manual = 3;

/** Why a flow's file must not import another one, or null when it may. */
export function floorObjection(from: string, to: string): string | null {
  const [here, there] = [from, to].map((path) => /^src\/flows\/([^/]+)\//.exec(path)?.[1]);
  if (!here || !there || here === there) return null;
  return (floors[here] ?? manual) > (floors[there] ?? manual)
    ? null
    : 'up or sideways between the folders of the flows';
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
  [/^@hpke\//, (room) => room === 'core', 'sealing to a public key goes through core/hpke.ts'],
  [/^@noble\//, (room) => room === 'importers', 'other apps’ key derivation belongs to importers'],
  [
    /^(node:|hono|@hono\/|drizzle-orm|@electric-sql\/|pg$|pg\/|nodemailer|smtp-server|jose|otpauth|csv-parse|@xmldom\/)/,
    (room) => room === 'server' || room === 'server/demo',
    'only the server knows it',
  ],
];

/** Why a file of `room` must not import the package, or null when it may. */
export function packageObjection(room: Room, specifier: string): string | null {
  const owner = owners.find(([name]) => name.test(specifier));
  return owner && !owner[1](room) ? owner[2] : null;
}
