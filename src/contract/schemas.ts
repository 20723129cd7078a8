import * as z from 'zod/mini';
import { nameOf } from '../text/name.ts';

/**
 * The shapes of inputs and answers. JSON; times are ISO 8601 in UTC; durations carry their unit in the name.
 * Readers ignore members they do not know, so a back end may add some.
 */

/** Text that a client wraps in `Secret` the moment it is parsed (`x-secret` in the OpenAPI document). */
export const secretText = () =>
  z.string().check(z.minLength(1), z.maxLength(2048)).brand<'SecretText'>().register(z.globalRegistry, {
    'x-secret': true,
  });

/** What no screen shows: back ends write it, and the shapes of the browser pass over it (`x-unread`). */
function unread<Shape extends z.ZodMiniType>(shape: Shape) {
  const written = z.nullable(shape);
  z.globalRegistry.add(written as z.ZodMiniType, { 'x-unread': true });
  return z.optional(written);
}

export const id = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[A-Za-z0-9_-]+$/));
export const time = z.iso.datetime();
/** Fits the whole numbers of every language and database: 32 bits with a sign. */
export const count = z.int().check(z.minimum(0), z.maximum(2 ** 31 - 1));
export const codeDigits = z.int().check(z.minimum(4), z.maximum(10));
/** A code as typed, already reduced to ASCII digits. */
export const code = z.string().check(z.regex(/^[0-9]{4,10}$/));
/** Cleaned first, so that it can be seen and turns no line: a name of blanks or hidden marks is too short. */
export const deviceName = z.string().check(z.overwrite(nameOf), z.minLength(1), z.maxLength(64));
export const platform = z.enum(['ios', 'android', 'windows', 'macos', 'linux', 'chromeos']);
export const kind = z.enum(['smartphone', 'browser']);

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
  /** From when a sign-in asks those who have set nothing up to do so. */
  requiredFrom: unread(time),
});

const signInUse = z.object({
  service: z.string().check(z.maxLength(64)),
  address: z.optional(z.nullable(z.string().check(z.maxLength(45)))),
  agent: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
});

export const device = z.object({
  id,
  kind,
  name: deviceName,
  platform: z.nullable(platform),
  addedAt: time,
  lastUsedAt: z.nullable(time),
  /** The sign-in that was, where a service asked: its name, and the network address and the browser that it named. */
  lastUsedBy: unread(signInUse),
  /** Wrong codes since the last right one. */
  failedLately: count,
  /** The key was renewed on another device. Codes of this one are refused until it gets the new key. */
  needsSync: z.boolean(),
});

const removedDevice = z.object({ id, name: deviceName, restorableUntil: time });

/** A mail address as shown to its owner: `t***@example.org`. */
export const maskedAddress = z.string().check(z.maxLength(320));

export const verifiedMail = z.object({ address: maskedAddress, verifiedAt: time });

/**
 * Until when the back end looks at no code; absent or null: not locked. It stands beside `attemptsLeft: 0`, so that a
 * page that is loaded during a lock can say how long it lasts.
 */
export const lockedUntil = z.optional(z.nullable(time));

/** A code is on its way by mail. */
export const mailedCode = z.object({
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

export const enrolment = z.object({ ...pendingApp.shape, key: appKey });

/** `key` is null in the shared model, where the new device gets a copy from the old one. */
export const sync = z.object({ ...pendingApp.shape, key: z.nullable(appKey) });

export const stepUpMethod = z.enum(['mail', 'app', 'recovery']);

/** How many recovery codes are still unused. */
export const recovery = z.object({ left: count, madeAt: time });

/** What the person calls the account at the institution. */
export const label = z.string().check(z.maxLength(200));

export const account = z.object({
  label,
  issuer: z.string().check(z.maxLength(200)),
  policy,
  mail: z.nullable(verifiedMail),
  devices: z.array(device).check(z.maxLength(1000)),
  /** What `restoreDevice` still brings back; the device that was removed last comes last. */
  removed: z.optional(z.array(removedDevice).check(z.maxLength(1000))),
  /** Null where no codes were kept, or the policy has none. */
  recovery: z.nullable(recovery),
  /** Set-ups with a key of their own are listed for the session that began them only. */
  pending: z.object({
    mail: z.nullable(mailedCode),
    app: z.nullable(pendingApp),
    sync: z.nullable(pendingApp),
    /** A reset that has begun and whose code was not given yet. Absent where a back end is older than this member. */
    reset: z.optional(z.nullable(mailedCode)),
  }),
  stepUp: z.object({ methods: z.array(stepUpMethod), freshUntil: z.nullable(time) }),
  /** Names of the operations that this back end offers; absent: every one. */
  offers: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.maxLength(200))),
});

export const nothing = z.object({});

/** The short code: eight characters of Crockford's base32 (40 bits, no I, L, O, U), as they are shown and typed. */
export const pairingCode = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{8}$/));
const seatText = () => z.string().check(z.minLength(22), z.maxLength(128), z.regex(/^[A-Za-z0-9_-]+$/));
/** The token that makes its holder one of the two ends; base64url, 128 bits at least. */
export const seat = seatText().brand<'SecretText'>().register(z.globalRegistry, { 'x-secret': true });
export const givenSeat = seatText().register(z.globalRegistry, { 'x-secret': true });
/** Opaque ciphertext, base64url. */
export const sealed = z.string().check(z.minLength(1), z.maxLength(4096), z.regex(/^[A-Za-z0-9_-]+$/));

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
