import * as z from 'zod/mini';
import { nameOf } from '../text/name.ts';

/**
 * The shapes that cross the wire. JSON; times are ISO 8601 in UTC; durations carry their unit in the name.
 * Readers ignore members they do not know, so a back end may add some.
 */

/** Text that a client wraps in `Secret` the moment it is parsed (`x-secret` in the OpenAPI document). */
const secretText = () =>
  z.string().check(z.minLength(1), z.maxLength(2048)).brand<'SecretText'>().register(z.globalRegistry, {
    'x-secret': true,
  });

const id = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[A-Za-z0-9_-]+$/));
const time = z.iso.datetime();
/** Fits the whole numbers of every language and database: 32 bits with a sign. */
const count = z.int().check(z.minimum(0), z.maximum(2 ** 31 - 1));
const codeDigits = z.int().check(z.minimum(4), z.maximum(10));
/** A code as typed, already reduced to ASCII digits. */
const code = z.string().check(z.regex(/^[0-9]{4,10}$/));
/** Cleaned first, so that it can be seen and turns no line: a name of blanks or hidden marks is too short. */
const deviceName = z.string().check(z.overwrite(nameOf), z.minLength(1), z.maxLength(64));
const platform = z.enum(['ios', 'android', 'windows', 'macos', 'linux', 'chromeos']);
const kind = z.enum(['smartphone', 'browser']);

/** How codes are made (RFC 6238; defaults of the Key URI Format are SHA1, 6, 30). */
const appRules = z.object({
  digits: z.int().check(z.minimum(6), z.maximum(8)),
  periodS: z.int().check(z.minimum(10), z.maximum(300)),
  algorithm: z.enum(['SHA1', 'SHA256', 'SHA512']),
});

const mailRules = z.object({
  digits: z.int().check(z.minimum(6), z.maximum(8)),
  codeLifeS: count,
  resendAfterS: count,
  /** Whether an app may be set up only after a mail address has been verified. */
  requiredFirst: z.boolean(),
  /** Domains (and their subdomains when written with a leading dot) whose mailboxes sit behind the same one-time password. */
  forbiddenDomains: z.array(z.string().check(z.maxLength(253))).check(z.maxLength(100)),
});

const policy = z.object({
  /** `shared`: one secret per person, a second app is a copy. `per-device`: each device has its own. */
  secretModel: z.enum(['shared', 'per-device']),
  app: appRules,
  mail: mailRules,
  /** Whether the last app may be removed while a verified mail address remains. */
  lastDeviceRemovable: z.boolean(),
  /** Whether a person may keep codes for the day when every device is gone. */
  recoveryCodes: z.boolean(),
  /** How many codes `beginRecoveryCodes` answers. */
  recoveryCodeCount: z.optional(z.int().check(z.minimum(1), z.maximum(20))),
  /** For how long `restoreDevice` brings a removed device back. */
  restorableForS: z.optional(count),
});

const device = z.object({
  id,
  kind,
  name: deviceName,
  platform: z.nullable(platform),
  addedAt: time,
  lastUsedAt: z.nullable(time),
  /** Wrong codes since the last right one. */
  failedLately: count,
  /** The key was renewed on another device: what this one shows is refused until it gets the new key. */
  needsSync: z.boolean(),
});

/** A mail address as shown to its owner: `t***@example.org`. */
const maskedAddress = z.string().check(z.maxLength(320));

const verifiedMail = z.object({ address: maskedAddress, verifiedAt: time });

/**
 * Until when no code is looked at; absent or null: not locked. It stands beside `attemptsLeft: 0`, so that a page that is
 * loaded during a lock can say how long it lasts.
 */
const lockedUntil = z.optional(z.nullable(time));

/** A code is on its way by mail. */
const mailedCode = z.object({
  id,
  address: maskedAddress,
  digits: codeDigits,
  expiresAt: time,
  /** From when another code is sent: by `resendMail`, or by beginning again. */
  resendAt: time,
  attemptsLeft: count,
  lockedUntil,
});

/** An app set-up that has begun and is not proven yet; the secret comes from `beginApp` only. */
const pendingApp = z.object({ id, kind, expiresAt: time, attemptsLeft: count, lockedUntil });

const appKey = z.object({
  /** Base32 (RFC 4648), upper case, no padding. */
  secret: secretText(),
  /** Key URI Format: `otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=…`. */
  uri: secretText(),
  ...appRules.shape,
});

const enrolment = z.object({ ...pendingApp.shape, key: appKey });

/** `key` is null in the shared model, where the new device gets a copy from the old one. */
const sync = z.object({ ...pendingApp.shape, key: z.nullable(appKey) });

const stepUpMethod = z.enum(['mail', 'app', 'recovery']);

/** How many recovery codes are still unused. */
const recovery = z.object({ left: count, madeAt: time });

/** What the person calls the account at the institution. */
const label = z.string().check(z.maxLength(200));

const account = z.object({
  label,
  issuer: z.string().check(z.maxLength(200)),
  policy,
  mail: z.nullable(verifiedMail),
  devices: z.array(device).check(z.maxLength(1000)),
  /** Null where no codes were kept, or the policy has none. */
  recovery: z.nullable(recovery),
  /** Set-ups with a key of their own are listed for the session that began them only. */
  pending: z.object({
    mail: z.nullable(mailedCode),
    app: z.nullable(pendingApp),
    sync: z.nullable(pendingApp),
    /** Begun, and its code not given yet. Absent where a back end is older than this member. */
    reset: z.optional(z.nullable(mailedCode)),
  }),
  stepUp: z.object({ methods: z.array(stepUpMethod), freshUntil: z.nullable(time) }),
  /** Names of the operations that this back end offers; absent: every one. */
  offers: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.maxLength(200))),
});

const nothing = z.object({});

/** The short code: eight characters of Crockford's base32 (40 bits, no I, L, O, U), as they are shown and typed. */
const pairingCode = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{8}$/));
const seatText = () => z.string().check(z.minLength(22), z.maxLength(128), z.regex(/^[A-Za-z0-9_-]+$/));
/** What makes its holder one of the two ends; base64url, 128 bits at least. */
const seat = seatText().brand<'SecretText'>().register(z.globalRegistry, { 'x-secret': true });
const givenSeat = seatText().register(z.globalRegistry, { 'x-secret': true });
/** Opaque ciphertext, base64url. */
const sealed = z.string().check(z.minLength(1), z.maxLength(4096), z.regex(/^[A-Za-z0-9_-]+$/));

export const schemas = {
  account,
  policy,
  device,
  verifiedMail,
  mailedCode,
  pendingApp,
  enrolment,
  sync,
};

/** Input (path parameter `id` included) and output of each operation. */
export const inputs = {
  getAccount: nothing,
  beginMail: z.object({ address: z.string().check(z.minLength(3), z.maxLength(254)) }),
  resendMail: z.object({ id }),
  confirmMail: z.object({ id, code }),
  cancelMail: z.object({ id }),
  /**
   * `anew`: a new key where an app is set up already. `deviceId`: the device that this is for, when it is on the
   * list; it keeps its place and its name.
   */
  beginApp: z.object({
    kind,
    platform: z.optional(platform),
    anew: z.optional(z.boolean()),
    deviceId: z.optional(id),
  }),
  confirmApp: z.object({ id, code, name: z.optional(deviceName) }),
  cancelApp: z.object({ id }),
  /** `code`: from an existing device; the per-device model asks for it. `deviceId`: as in `beginApp`. */
  beginSync: z.object({
    kind,
    platform: z.optional(platform),
    code: z.optional(code),
    deviceId: z.optional(id),
  }),
  confirmSync: z.object({ id, code, name: z.optional(deviceName) }),
  cancelSync: z.object({ id }),
  renameDevice: z.object({ id, name: deviceName }),
  removeDevice: z.object({ id }),
  restoreDevice: z.object({ id }),
  checkCode: z.object({ code }),
  beginReset: nothing,
  confirmReset: z.object({ id, code }),
  beginRecoveryCodes: nothing,
  confirmRecoveryCodes: z.object({ id }),
  beginStepUp: z.object({ method: stepUpMethod }),
  confirmStepUp: z.object({ id, code }),
  openPairing: nothing,
  /** `signedIn`: only as the person who opened the mailbox. */
  joinPairing: z.object({ id: pairingCode, signedIn: z.optional(z.boolean()) }),
  sendPairing: z.object({ id: pairingCode, seat: givenSeat, message: sealed }),
  /** `after`: the index of the last message that arrived; left out for all of them. */
  receivePairing: z.object({ id: pairingCode, seat: givenSeat, after: z.optional(count) }),
  closePairing: z.object({ id: pairingCode, seat: givenSeat }),
  getOpenApi: nothing,
};

export const outputs = {
  getAccount: account,
  beginMail: mailedCode,
  resendMail: mailedCode,
  confirmMail: z.object({ mail: verifiedMail }),
  cancelMail: nothing,
  beginApp: enrolment,
  confirmApp: z.object({ device }),
  cancelApp: nothing,
  beginSync: sync,
  confirmSync: z.object({ device }),
  cancelSync: nothing,
  renameDevice: z.object({ device }),
  /**
   * `stillValid`: codes of the removed device go on working (a copy in the shared model). Until `restorableUntil`
   * `restoreDevice` puts it back.
   */
  removeDevice: z.object({ stillValid: z.boolean(), restorableUntil: time }),
  restoreDevice: z.object({ device }),
  /** `deltaSteps`: how many periods the code lies behind (negative) or ahead of the server's clock. */
  checkCode: z.object({ deltaSteps: z.int().check(z.minimum(-1000), z.maximum(1000)), deviceId: z.nullable(id) }),
  beginReset: mailedCode,
  confirmReset: z.object({ removedDevices: count }),
  /** The codes are answered once; they count from `confirmRecoveryCodes` on. */
  beginRecoveryCodes: z.object({
    id,
    codes: z.array(secretText()).check(z.minLength(1), z.maxLength(20)),
    expiresAt: time,
  }),
  confirmRecoveryCodes: z.object({ recovery }),
  /** `address`: where the code was sent, for the mail method. `resendAt`: from when beginning again sends another one. */
  beginStepUp: z.object({
    id,
    method: stepUpMethod,
    digits: codeDigits,
    expiresAt: time,
    address: z.nullable(maskedAddress),
    resendAt: z.optional(z.nullable(time)),
    attemptsLeft: count,
    lockedUntil,
  }),
  confirmStepUp: z.object({ freshUntil: time }),
  openPairing: z.object({ id: pairingCode, seat, expiresAt: time }),
  /** `openedBy`: the `label` of whoever opened the mailbox, so that a giver can tell who asks. */
  joinPairing: z.object({ seat, expiresAt: time, openedBy: z.optional(label) }),
  sendPairing: nothing,
  /** `index` counts from 0, for each end on its own. `isClosed`: nothing will follow. */
  receivePairing: z.object({
    messages: z.array(z.object({ index: count, message: sealed })).check(z.maxLength(100)),
    isClosed: z.boolean(),
  }),
  closePairing: nothing,
  getOpenApi: z.looseObject({ openapi: z.string() }),
};
