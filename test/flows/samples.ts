import { getAccount } from '../../src/contract/generated/account.ts';
import { calls } from '../../src/contract/generated/calls.ts';
import { operationOf, operations } from '../../src/contract/operations.ts';
import type { FailureCode, Problem, ProblemCode } from '../../src/contract/problem-codes.ts';
import { everywhere } from '../../src/contract/problems.ts';
import type { Shape } from '../../src/contract/shape.ts';
import type { Input, OperationName, Output, WrittenPolicy } from '../../src/contract/types.ts';
import { makeEntry } from '../../src/core/entry.ts';
import type { KeyReading, KeysRead, KeySource, LeftOut, ReadTrouble } from '../../src/flows/machine/effects.ts';
import type { Context } from '../../src/flows/machine/machine.ts';
import { profile as kyotoU } from '../../src/profiles/kyoto-u.guide.ts';
import { profile as neutral } from '../../src/profiles/neutral.ts';
import { Secret } from '../../src/core/secret.ts';
import { SecretBytes } from '../../src/core/secret-bytes.ts';
import type { KeptEntry, VaultFault, VaultOperation, VaultState } from '../../src/ports/vault.ts';
import { sampleOf } from '../support/sample.ts';

/** What the conformance walk answers, refuses and types. Nothing here is anybody's. */

/** These must stay where they belong: the key wrapped, the codes in `input.code`. */
export const canary = {
  key: 'CANARYKEY2CANARYKEY3CANARYKEY4AB',
  mailCode: '31415926',
  appCode: '271828',
  recoveryCodes: ['1618033988', '1414213562'],
} as const;
/** As a canary may turn up: the codes with their blanks or in full-width digits, too. */
export const canaryTexts = [
  canary.key,
  canary.mailCode,
  canary.appCode,
  ...canary.recoveryCodes,
  '271 828',
  '２７１８２８',
  '3141-5926',
  '16180 33988',
];

export const nowMs = Date.parse('2026-10-05T03:00:00Z');
const inMinutes = (minutes: number): string => new Date(nowMs + minutes * 60_000).toISOString();

type AccountSample = Output<'getAccount'>;
const devices: AccountSample['devices'] = [
  {
    id: 'd1',
    kind: 'smartphone',
    name: 'Pixel',
    platform: 'android',
    addedAt: inMinutes(-9000),
    lastUsedAt: inMinutes(-60),
    failedLately: 0,
    needsSync: false,
  },
  {
    id: 'd2',
    kind: 'browser',
    name: 'Lab computer',
    platform: 'windows',
    addedAt: inMinutes(-800),
    lastUsedAt: null,
    failedLately: 2,
    needsSync: false,
  },
  {
    id: 'd3',
    kind: 'smartphone',
    name: 'おさがり',
    platform: null,
    addedAt: inMinutes(-70),
    lastUsedAt: null,
    failedLately: 0,
    needsSync: false,
  },
];
const pendingMail: Output<'beginMail'> = {
  id: 'm1',
  address: 't***@example.org',
  digits: 8,
  expiresAt: inMinutes(1400),
  resendAt: inMinutes(1),
  attemptsLeft: 5,
};
const pendingApp = { id: 'a1', kind: 'smartphone', expiresAt: inMinutes(60), attemptsLeft: 5 } as const;
const mail = { address: 't***@example.org', verifiedAt: inMinutes(-9100) };

const account = (policy: WrittenPolicy, rest: Partial<AccountSample>): AccountSample => ({
  label: 'taro',
  issuer: 'Kyoto University',
  policy,
  mail: null,
  devices: [],
  recovery: null,
  pending: { mail: null, app: null, sync: null },
  stepUp: { methods: [], freshUntil: null },
  ...rest,
});

const byMail = { methods: ['mail' as const], freshUntil: null };
const byBoth = { methods: ['mail' as const, 'app' as const], freshUntil: inMinutes(5) };

const recovery = { left: 7, madeAt: inMinutes(-50) };

const accountsOf = (policy: WrittenPolicy) => ({
  fresh: account(policy, {}),
  'mail pending': account(policy, { pending: { mail: pendingMail, app: null, sync: null } }),
  'mail set up': account(policy, { mail, stepUp: byMail }),
  'other mail pending': account(policy, {
    mail,
    stepUp: byMail,
    pending: { mail: pendingMail, app: null, sync: null },
  }),
  'app pending': account(policy, { mail, stepUp: byMail, pending: { mail: null, app: pendingApp, sync: null } }),
  'sync pending': account(policy, {
    mail,
    stepUp: byBoth,
    devices: devices.slice(0, 1),
    pending: { mail: null, app: null, sync: { ...pendingApp, id: 's1', kind: 'browser' } },
  }),
  'app pending, just proven': account(policy, {
    mail,
    stepUp: { ...byMail, freshUntil: inMinutes(5) },
    pending: { mail: null, app: pendingApp, sync: null },
  }),
  'one device': account(policy, { mail, stepUp: byBoth, devices: devices.slice(0, 1) }),
  'three devices': account(policy, { mail, stepUp: byBoth, devices }),
  'key renewed': account(policy, {
    mail,
    stepUp: { methods: ['mail', 'app', 'recovery'], freshUntil: null },
    devices: devices.map((each, at) => ({ ...each, needsSync: at > 0 })),
    recovery,
  }),
  'device without mail': account(policy, {
    stepUp: { methods: ['app'], freshUntil: null },
    devices: [{ ...devices[1]!, id: 'd1' }],
  }),
});

/** Kyoto's rules (one secret a person) and the neutral ones (one a device), by what is set up. */
export const accounts = {
  shared: accountsOf(kyotoU.policy),
  'per-device': accountsOf(neutral.policy),
  'app before mail': {
    fresh: account({ ...neutral.policy, mail: { ...neutral.policy.mail, requiredFirst: false } }, {}),
  },
  /** What a page that is loaded anew finds. */
  'left half way': {
    'device removed': account(neutral.policy, {
      mail,
      stepUp: byBoth,
      devices: devices.slice(0, 1),
      removed: [{ id: 'd8', name: 'Old phone', restorableUntil: inMinutes(5) }],
    }),
    'reset begun': account(kyotoU.policy, {
      mail,
      stepUp: byBoth,
      devices,
      pending: { mail: null, app: null, sync: null, reset: { ...pendingMail, id: 'r1' } },
    }),
  },
  'a key not every app keeps': {
    'mail set up': account(
      { ...neutral.policy, app: { digits: 6, periodS: 60, algorithm: 'SHA256' } },
      { mail, stepUp: byMail },
    ),
  },
};
/** For flows that begin with a device on the account and ask much afterwards. */
export const fewAccounts: AccountSample[] = [
  accounts.shared.fresh,
  accounts.shared['three devices'],
  accounts.shared['key renewed'],
  accounts['per-device']['one device'],
  account(
    { ...kyotoU.policy, app: { digits: 6, periodS: 60, algorithm: 'SHA256' } },
    { mail, stepUp: byBoth, devices: devices.slice(0, 1) },
  ),
];
/** A newer back end's: its codes are made in a way that nobody here knows. */
export const newerAccount: AccountSample = account(
  { ...kyotoU.policy, app: { ...kyotoU.policy.app, algorithm: 'SHA3-256' as 'SHA1' } },
  { mail, stepUp: byMail },
);
/** Which of them is given up has to be asked. */
export const twoBrowsers: AccountSample = account(kyotoU.policy, {
  mail,
  stepUp: byBoth,
  devices: [devices[1]!, { ...devices[1]!, id: 'd4', name: 'おさがり' }],
});
/** More than a list shows at once. */
export const manyDevices: AccountSample = account(kyotoU.policy, {
  mail,
  stepUp: byBoth,
  devices: Array.from({ length: 51 }, (_, at) => ({ ...devices[0]!, id: `d${at + 1}`, name: `Pixel ${at + 1}` })),
});
export const allAccounts: AccountSample[] = Object.values(accounts).flatMap((each) => Object.values(each));

const key = {
  secret: canary.key,
  uri: `otpauth://totp/Kyoto%20University:taro?secret=${canary.key}&issuer=Kyoto%20University`,
  digits: 6,
  periodS: 30,
  algorithm: 'SHA1',
} as Output<'beginApp'>['key'];
const device = { ...devices[0]!, id: 'd9', name: 'Smartphone', addedAt: inMinutes(0), lastUsedAt: null };
const seat = 'SEAT'.repeat(6) as Output<'joinPairing'>['seat'];
const pairing = { id: 'K7QM2XRA', seat, expiresAt: inMinutes(2) };

type Samples = { [Op in OperationName]: (input: Input<Op>) => Output<Op>[] };

/** Right answers that belong together, or of which there are several; the others are made from their shape. */
const chosen: Partial<Samples> = {
  getAccount: () => allAccounts,
  beginMail: () => [pendingMail],
  resendMail: () => [{ ...pendingMail, resendAt: inMinutes(2) }],
  confirmMail: () => [{ mail }],
  beginApp: () => [{ ...pendingApp, key }],
  confirmApp: () => [{ device }],
  beginSync: () => [
    { ...pendingApp, id: 's1', key: null },
    { ...pendingApp, id: 's1', key },
  ],
  confirmSync: () => [{ device }],
  renameDevice: ({ name }) => [{ device: { ...device, name } }],
  removeDevice: () => [
    { stillValid: true, restorableUntil: inMinutes(10) },
    { stillValid: false, restorableUntil: inMinutes(10) },
  ],
  restoreDevice: () => [{ device: devices[0]! }],
  checkCode: () => [
    { deltaSteps: 0, deviceId: 'd1' },
    { deltaSteps: -2, deviceId: null },
  ],
  beginReset: () => [pendingMail],
  confirmReset: () => [{ removedDevices: 3 }],
  beginRecoveryCodes: () => [
    { id: 'k1', codes: [...canary.recoveryCodes] as Output<'beginRecoveryCodes'>['codes'], expiresAt: inMinutes(30) },
  ],
  confirmRecoveryCodes: () => [{ recovery }],
  // The second is another mail.
  beginStepUp: ({ method }) =>
    ['u1', 'u2'].map((id) => ({
      id,
      method,
      digits: { mail: 8, app: 6, recovery: 10 }[method],
      expiresAt: inMinutes(5),
      address: method === 'mail' ? mail.address : null,
      attemptsLeft: 5,
    })),
  confirmStepUp: () => [{ freshUntil: inMinutes(5) }],
  openPairing: () => [pairing],
  joinPairing: () => [{ seat, expiresAt: pairing.expiresAt }],
  receivePairing: () => [
    { messages: [], isClosed: true },
    { messages: [{ index: 0, message: 'c2VhbGVk' }], isClosed: false },
  ],
};

/** Right answers of each operation. */
export const answerSamples = Object.fromEntries(
  operations.map(({ name, output }) => [name, chosen[name] ?? (() => [sampleOf(output)])]),
) as Samples;

/** The shape that the browser reads each answer by. */
export const shapes = Object.fromEntries([
  ['getAccount', getAccount.shape],
  ...Object.entries(calls).map(([name, [, shape]]) => [name, shape]),
]) as Record<OperationName, Shape>;

const failures: FailureCode[] = ['offline', 'timed_out', 'bad_answer'];
const details: Partial<Record<ProblemCode, Omit<Problem, 'code'>[]>> = {
  // The last wrong code of a series is answered with the lock that follows from it.
  invalid_code: [{ attemptsLeft: 4 }, { attemptsLeft: 1 }, { attemptsLeft: 0, retryAfterMs: 60_000 }, {}],
  attempts_exhausted: [{ retryAfterMs: 300_000 }, {}],
  rate_limited: [{ retryAfterMs: 30_000 }, {}],
  unavailable: [{ retryAfterMs: 30_000 }, {}],
};

/** Every refusal that a caller of `operation` must be ready for. */
export function problemSamples(operation: OperationName): Problem[] {
  const refusals = [...everywhere, ...operationOf(operation).problems].flatMap((code) =>
    (details[code] ?? [{}]).map((rest) => ({ code, ...rest })),
  );
  return [...refusals, ...failures.map((code) => ({ code }))];
}

/** Texts that people type, by the event they arrive with. A new kind of field wants a row here. */
export const typedSamples: Record<string, string[]> = {
  submittedAddress: [
    '',
    '　 ',
    'taro',
    'taro@example',
    'taro@example.org',
    'hanako@example.net',
    'ｔａｒｏ＠ｅｘａｍｐｌｅ．ｏｒｇ',
    'taro@st.kyoto-u.ac.jp',
    'taro@gmial.com',
    `${'a'.repeat(250)}@b.jp`,
  ],
  submittedCode: [
    '',
    ' ',
    '12',
    'abcdef',
    '271 828',
    '２７１８２８',
    canary.appCode,
    canary.mailCode,
    '3141-5926',
    '1234567890123',
  ],
  submittedPassword: ['', 'パスワード'],
  submittedNewPassphrase: ['', 'short', 'correct horse battery staple'],
  choseNewPassphrase: ['', 'short', 'correct horse battery staple'],
  repeatedNewPassphrase: ['correct horse battery staple', 'another'],
  repeatedPassphrase: ['correct horse battery staple', 'another'],
  submittedPassphrase: ['', 'short', 'correct horse battery staple'],
  submittedPairCode: ['', 'k7q2-m4xz', 'Ｋ７Ｑ２ Ｍ４ＸＺ'],
  submittedName: ['', '　', 'Smartphone', ' 研究室の iPhone ', 'x'.repeat(64)],
};

/** Distances of a diagnosed code: none found, now, tolerated, off, far off. */
export const deltaSamples = [null, 0, 1, -1, 2, -2, 40, -40];

const entry = (account: string, issuer = 'Kyoto University') =>
  makeEntry(issuer, account, { secret: new Secret(canary.key), digits: 6, periodS: 30, algorithm: 'SHA1' });

/** An account as the vault keeps it. */
export const kept = (id: string, account: string, rest: Partial<KeptEntry> = {}): KeptEntry => ({
  ...entry(account),
  id,
  name: '',
  addedAtMs: nowMs - 86_400_000,
  deviceId: null,
  ...rest,
});

export const openVault = { at: 'open', entries: [], lost: 0, locks: [], isPersistent: true, isPrivate: false } as const;

/** How this browser's own app may be. */
export const vaultStates: VaultState[] = [
  { ...openVault, isNew: true },
  { ...openVault, entries: [] },
  { ...openVault, entries: [kept('v1', 'taro', { deviceId: 'd1' })], locks: [] },
  {
    at: 'open',
    entries: [
      kept('v1', 'taro', { deviceId: 'd1', name: '研究室' }),
      { ...kept('v2', 'hanako'), ...makeEntry('例', 'hanako', entry('').key) },
    ],
    lost: 2,
    locks: ['passphrase'],
    isPersistent: false,
    isPrivate: true,
  },
  { ...openVault, entries: [kept('v1', 'taro')], locks: ['passkey'] },
  { ...openVault, entries: [], removed: { ...kept('v1', 'taro', { deviceId: 'd1' }), untilMs: nowMs + 540_000 } },
  { at: 'locked', locks: ['passphrase'] },
  { at: 'locked', locks: ['passkey', 'passphrase'] },
  { at: 'broken', why: 'key-lost', count: 2 },
  { at: 'broken', why: 'newer', count: 0 },
  { at: 'broken', why: 'damaged', count: 1 },
  { at: 'unavailable', why: 'no-storage' },
  { at: 'unavailable', why: 'insecure' },
  { at: 'unavailable', why: 'framed' },
];

/** What each operation of it may answer. */
export const vaultAnswers = (operation: VaultOperation): object[] =>
  operation === 'open'
    ? vaultStates
    : ({ add: [{ id: 'v1' }], addAll: [{ added: 0 }, { added: 1 }, { added: 2 }] }[operation as string] ?? [{}]);

const proving: VaultFault[] = ['wrong-passphrase', 'cancelled', 'unsupported'];
/** …and why it may not do it. Opening never refuses for a reason of the vault's own: that is a state. */
export function vaultFaults(operation: VaultOperation): VaultFault[] {
  if (operation === 'open' || operation === 'erase' || operation === 'lock') return ['failed'];
  if (operation === 'unlock' || operation === 'prove') return [...proving, 'failed'];
  if (operation === 'setPassphrase' || operation === 'addPasskey' || operation === 'removeLock')
    return [...proving, 'locked', 'failed'];
  return ['locked', 'gone', 'full', 'failed'];
}

/** What a person brings before the page. */
export const pickedSamples: KeySource[][] = [
  [new Secret(`otpauth://totp/a?secret=${canary.key}`)],
  [new SecretBytes(new Uint8Array(4))],
];

const troubles: ReadTrouble[] = ['not-loaded', 'empty', 'too-large', 'unknown', 'broken', 'unsupported', 'no-entries'];
const reasons: LeftOut['why'][] = [
  ...(['not-time-based', 'algorithm', 'digits', 'period', 'secret', 'short-key', 'malformed', 'deleted'] as const),
  'double',
];
const nothing: KeyReading = { read: [], single: null, locked: null, unread: [] };
const unread = (why: ReadTrouble, format: string | null = null, kind: string | null = null): KeyReading => ({
  ...nothing,
  unread: [{ why, format, kind }],
});
/** A protected file. */
export const keysLocked = (rest: Partial<KeyReading['locked']> = {}): KeyReading => ({
  ...nothing,
  locked: { sources: [new SecretBytes(new Uint8Array(4))], format: 'aegis', isWrong: false, ...rest },
});
/** One text that could be read. */
export const keysRead = (rest: Partial<KeysRead> = {}): KeyReading => ({
  ...nothing,
  read: [{ mine: [], leftOut: [], others: 0, part: null, ...rest }],
});
const leftOut = reasons.map((why, index): LeftOut => ({ name: index % 4 ? `Account ${index}` : '', why }));

/** What reading it can come to. */
export const readingSamples: KeyReading[] = [
  keysRead({ mine: [entry('taro')] }),
  keysRead({ mine: [entry('taro'), entry('')], others: 7, leftOut }),
  { ...keysRead({ others: 1 }), single: entry('', 'Kyoto University') },
  keysRead({ others: 1 }),
  { ...keysRead({ others: 9 }), unread: [{ why: 'other-file', format: null, kind: 'pdf' }] },
  keysRead({ part: { index: 0, of: 3, mark: '0' } }),
  keysRead({ mine: [entry('taro')], others: 9, part: { index: 1, of: 3, mark: '1' } }),
  keysRead({ others: 4, part: { index: 2, of: 3, mark: '2' } }),
  keysRead({ others: 2, leftOut }),
  ...reasons.map((why) => keysRead({ leftOut: [{ name: 'Kyoto University · taro', why }] })),
  keysLocked(),
  keysLocked({ isWrong: true }),
  keysLocked({ format: 'andotp', isGuess: true }),
  keysLocked({ format: 'andotp', isGuess: true, isWrong: true }),
  { ...keysLocked(), read: keysRead({ mine: [entry('taro')] }).read },
  ...troubles.map((why) => unread(why)),
  unread('broken', 'aegis'),
  unread('insecure', 'aegis'),
  unread('unsupported', 'bitwarden'),
  ...['zip', 'gzip'].map((kind) => unread('packed', null, kind)),
  ...['keepass', 'openpgp', 'otpclient'].map((kind) => unread('encrypted', null, kind)),
  ...['pdf', 'picture', 'office', 'sqlite', 'java'].map((kind) => unread('other-file', null, kind)),
];

const about: Context = {
  mode: 'backed',
  profile: kyotoU,
  locale: 'en',
  home: 'choose',
  device: { form: 'computer', platform: null, userAgent: 'Macintosh Chrome' },
  can: { camera: true, vault: true },
  from: undefined,
  to: undefined,
  input: {},
  nowMs,
  clockAheadMs: undefined,
  account: undefined,
  offers: undefined,
  refusal: undefined,
  refusedCall: undefined,
  signInHref: undefined,
};

/** Who may be reading, in English; each walk is taken in every language. */
export const contexts: Record<string, Context> = {
  computer: about,
  'iPhone, its clock slow': {
    ...about,
    device: { form: 'phone', platform: 'ios', userAgent: '' },
    clockAheadMs: -90_000,
    input: { accountId: 'v1', to: 'smartphone', replaces: true },
  },
  'Android, its clock right': {
    ...about,
    profile: neutral,
    device: { form: 'phone', platform: 'android', userAgent: '' },
    clockAheadMs: 400,
    input: { deviceId: 'd1', anew: { deviceId: 'd1' }, isChange: true },
    signInHref: 'https://sso.example.org/?return=https%3A%2F%2Fexample.org%2F',
  },
  'unknown device, guide only': {
    ...about,
    mode: 'guide',
    device: { form: 'computer', platform: null, userAgent: '' },
  },
  'iPhone, guide only': { ...about, mode: 'guide', device: { form: 'phone', platform: 'ios', userAgent: '' } },
  // Of its pages nothing is known, neither address nor words; and not every app keeps its keys.
  'computer, guide only, rules of its own': {
    ...about,
    mode: 'guide',
    profile: {
      ...neutral,
      policy: { ...neutral.policy, app: { digits: 6, periodS: 60, algorithm: 'SHA256' } },
      links: { settings: { en: 'https://example.org/otp' } },
    },
  },
};
/** Readers whose browser is known, and those for whom this page is to be the app. */
const mac = { form: 'computer', platform: null } as const;
export const knownBrowsers: Record<string, Context> = {
  Chrome: { ...about, device: { ...mac, userAgent: 'Macintosh Chrome Safari' } },
  Safari: { ...about, device: { ...mac, userAgent: 'Macintosh Safari' } },
  'Chrome, guide only': { ...about, mode: 'guide', device: { ...mac, userAgent: 'Macintosh Chrome Safari' } },
  'Safari, guide only': { ...about, mode: 'guide', device: { ...mac, userAgent: 'Macintosh Safari' } },
  'this page, guide only': { ...about, mode: 'guide', input: { isHere: true } },
};
/** A page that shares its origin with others. */
/** It came by http. */
export const insecurePage: Context = { ...about, can: { camera: false, vault: false, insecure: true } };
export const keepsNothing: Context = { ...about, can: { camera: true, vault: false } };

/** For flows that cut in and say why: why they may have. */
export const cutInContexts: Partial<Record<string, Record<string, Context>>> = {
  trouble: Object.fromEntries(
    problemSamples('getAccount').map((refusal) => [
      `cut in for ${refusal.code}${refusal.retryAfterMs ? ', with a time' : ''}`,
      { ...about, refusal, refusedCall: 'getAccount' },
    ]),
  ),
  'step-up': Object.fromEntries(
    operations
      .filter(({ stepUp }) => stepUp)
      .map(({ name }) => [`cut in on ${name}`, { ...about, refusal: { code: 'step_up_required' }, refusedCall: name }]),
  ),
};
