import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { fromHex } from '../bytes.ts';

/**
 * The tables of the back end, for PostgreSQL 15 and later. Nothing else is remembered anywhere: several server
 * processes may share one database. Secrets, addresses and stored answers are sealed; codes and session ids are hashed.
 *
 * Over 300 lines: all tables stand together, since they refer to one another and a migration is made from all of them.
 */
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array | string }>({
  dataType: () => 'bytea',
  // In a row that comes as JSON: `\x` and hexadecimal.
  fromDriver: (value) => (typeof value === 'string' ? fromHex(value.slice(2)) : value),
});
const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** A person is whoever the session port names; the row's lock orders that person's changes. */
export const people = pgTable('people', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  subject: text('subject').notNull().unique(),
  createdAt: time('created_at').notNull(),
});

const person = () =>
  bigint('person_id', { mode: 'number' })
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' });

/** Sealed bytes and the id of the key that sealed them. */
const sealed = () => ({ sealed: bytes('sealed').notNull(), keyId: text('key_id').notNull() });

/** The verified mail address. */
export const mails = pgTable('mails', {
  personId: person().primaryKey(),
  ...sealed(),
  verifiedAt: time('verified_at').notNull(),
});

/** An OTP key. `lastStep` is the newest time step accepted (RFC 6238 §5.2: a code is accepted once). */
export const secrets = pgTable(
  'secrets',
  {
    id: text('id').primaryKey(),
    personId: person(),
    ...sealed(),
    digits: integer('digits').notNull(),
    periodS: integer('period_s').notNull(),
    algorithm: text('algorithm', { enum: ['SHA1', 'SHA256', 'SHA512'] }).notNull(),
    lastStep: bigint('last_step', { mode: 'number' }).notNull(),
    /** Steps ahead of the clock whose codes we have told somebody about. We never accept those. */
    toldSteps: bigint('told_steps', { mode: 'number' }).array().notNull().default([]),
    createdAt: time('created_at').notNull(),
  },
  (table) => [index('secrets_person').on(table.personId)],
);

/**
 * Shared model: several devices, one secret. Per-device model: one secret each. Without a secret: its key was renewed on
 * another device. With `removedAt`: off the list and of no use, kept for a while so that it can be put back.
 */
export const devices = pgTable(
  'devices',
  {
    id: text('id').primaryKey(),
    personId: person(),
    secretId: text('secret_id').references(() => secrets.id),
    kind: text('kind', { enum: ['smartphone', 'browser'] }).notNull(),
    platform: text('platform', { enum: ['ios', 'android', 'windows', 'macos', 'linux', 'chromeos'] }),
    name: text('name').notNull(),
    addedAt: time('added_at').notNull(),
    lastUsedAt: time('last_used_at'),
    /** Which service's sign-in that was, and from where; null for a use on the person's own pages. */
    lastUsedService: text('last_used_service'),
    lastUsedAddress: text('last_used_address'),
    lastUsedAgent: text('last_used_agent'),
    removedAt: time('removed_at'),
  },
  (table) => [
    index('devices_person').on(table.personId),
    index('devices_secret').on(table.secretId),
    index('devices_removed').on(table.removedAt),
  ],
);

/** An app set-up (`app`) or a further device (`sync`) that is not proven yet. Ended rows stay a day, to say why. */
export const enrolments = pgTable(
  'enrolments',
  {
    id: text('id').primaryKey(),
    personId: person(),
    purpose: text('purpose', { enum: ['app', 'sync'] }).notNull(),
    state: text('state', { enum: ['pending', 'confirmed', 'ended'] }).notNull(),
    /** Null where the new device copies the secret that is already in use. */
    secretId: text('secret_id').references(() => secrets.id, { onDelete: 'set null' }),
    kind: text('kind', { enum: ['smartphone', 'browser'] }).notNull(),
    platform: text('platform', { enum: ['ios', 'android', 'windows', 'macos', 'linux', 'chromeos'] }),
    /** The device on the list that this is for; null for one that is to be added. */
    deviceId: text('device_id').references(() => devices.id, { onDelete: 'set null' }),
    expiresAt: time('expires_at').notNull(),
    /** The session that was shown the key; null where there is none to show. */
    sessionHash: text('session_hash'),
  },
  (table) => [
    uniqueIndex('enrolments_one_pending')
      .on(table.personId, table.purpose)
      .where(sql`state = 'pending'`),
    index('enrolments_secret').on(table.secretId),
    index('enrolments_device').on(table.deviceId),
    index('enrolments_expiry').on(table.expiresAt),
  ],
);

const challengePurposes = ['mail', 'reset', 'step-up-mail', 'step-up-app', 'step-up-recovery', 'sign-in'] as const;

/**
 * A question that a code answers. `sending` is a message on its way to the mail server: it becomes `pending` when the
 * server took it and is deleted when it did not. `scope` is the session hash for a step-up, the
 * service and the session hash it gave for a sign-in, else empty.
 */
export const challenges = pgTable(
  'challenges',
  {
    id: text('id').primaryKey(),
    personId: person(),
    purpose: text('purpose', { enum: challengePurposes }).notNull(),
    scope: text('scope').notNull(),
    state: text('state', { enum: ['sending', 'pending', 'confirmed', 'ended'] }).notNull(),
    /** The address to be verified, for purpose `mail`; the others use the verified one. */
    sealed: bytes('sealed'),
    keyId: text('key_id'),
    codeHash: bytes('code_hash'),
    codeKeyId: text('code_key_id'),
    digits: integer('digits').notNull(),
    createdAt: time('created_at').notNull(),
    expiresAt: time('expires_at').notNull(),
    resendAt: time('resend_at').notNull(),
  },
  (table) => [
    uniqueIndex('challenges_one_pending')
      .on(table.personId, table.purpose, table.scope)
      .where(sql`state = 'pending'`),
    uniqueIndex('challenges_one_sending')
      .on(table.personId, table.purpose, table.scope)
      .where(sql`state = 'sending'`),
    index('challenges_expiry').on(table.expiresAt),
  ],
);

/** Wrong codes. `failed` counts up to the cap and begins anew after a lock; `failedSince` counts since the last right code. */
export const attempts = pgTable(
  'attempts',
  {
    personId: person(),
    factor: text('factor', { enum: ['mail', 'app', 'enrolment', 'recovery'] }).notNull(),
    failed: integer('failed').notNull(),
    failedSince: integer('failed_since').notNull(),
    locks: integer('locks').notNull(),
    lockedUntil: time('locked_until'),
  },
  (table) => [primaryKey({ columns: [table.personId, table.factor] })],
);

/** A set of recovery codes: shown once, `current` once the person has said that they are kept. */
export const recoverySets = pgTable(
  'recovery_sets',
  {
    id: text('id').primaryKey(),
    personId: person(),
    state: text('state', { enum: ['shown', 'current'] }).notNull(),
    madeAt: time('made_at').notNull(),
    expiresAt: time('expires_at').notNull(),
  },
  (table) => [uniqueIndex('recovery_sets_one').on(table.personId, table.state)],
);

/** The unused codes of a set; using one deletes it. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    setId: text('set_id')
      .notNull()
      .references(() => recoverySets.id, { onDelete: 'cascade' }),
    codeHash: bytes('code_hash').notNull(),
    codeKeyId: text('code_key_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.setId, table.codeHash] })],
);

/** Until when a session counts as freshly proven. */
export const stepUps = pgTable(
  'step_ups',
  {
    personId: person(),
    sessionHash: text('session_hash').notNull(),
    freshUntil: time('fresh_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.sessionHash] }),
    index('step_ups_expiry').on(table.freshUntil),
  ],
);

/** Answers kept for a repeated `Idempotency-Key`. `status` is null while the first request is still at work. */
export const idempotency = pgTable(
  'idempotency',
  {
    personId: person(),
    key: text('key').notNull(),
    operation: text('operation').notNull(),
    inputHash: bytes('input_hash').notNull(),
    inputKeyId: text('input_key_id').notNull(),
    status: integer('status'),
    sealed: bytes('sealed'),
    keyId: text('key_id'),
    expiresAt: time('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.key] }), index('idempotency_expiry').on(table.expiresAt)],
);

/**
 * A blind mailbox for two devices. `id` is the short code; who holds the token of a seat is one of its two ends, and only
 * hashes of these are kept. Erased when it has expired.
 */
export const pairings = pgTable(
  'pairings',
  {
    id: text('id').primaryKey(),
    /** The person who opened it. */
    personId: person(),
    /** What the opener calls the account; null where a process of an older version wrote the row. */
    openedBy: text('opened_by'),
    openerHash: text('opener_hash').notNull(),
    joinerHash: text('joiner_hash'),
    expiresAt: time('expires_at').notNull(),
    closedAt: time('closed_at'),
  },
  (table) => [
    uniqueIndex('pairings_one_open')
      .on(table.personId)
      .where(sql`closed_at IS NULL`),
    index('pairings_expiry').on(table.expiresAt),
  ],
);

/** What one end left for the other: ciphertext, opaque here. `index` counts from 0 for each end. */
export const pairingMessages = pgTable(
  'pairing_messages',
  {
    pairingId: text('pairing_id')
      .notNull()
      .references(() => pairings.id, { onDelete: 'cascade' }),
    seat: text('seat', { enum: ['opener', 'joiner'] }).notNull(),
    index: integer('index').notNull(),
    message: text('message').notNull(),
  },
  (table) => [primaryKey({ columns: [table.pairingId, table.seat, table.index] })],
);

/** What lets a service ask at the sign-in. Several keys may have one name: that is how they are changed without a pause. */
export const serviceKeys = pgTable('service_keys', {
  id: text('id').primaryKey(),
  /** The service. */
  name: text('name').notNull(),
  /** SHA-256 of the key's secret, which is random and long. */
  keyHash: text('key_hash').notNull(),
  rights: text('rights', { enum: ['factors', 'challenge', 'verify', 'audit'] })
    .array()
    .notNull(),
  createdAt: time('created_at').notNull(),
  expiresAt: time('expires_at').notNull(),
});

/** Counters of fixed windows. The key is a hash: no subject or address is readable here. */
export const rates = pgTable(
  'rates',
  {
    key: text('key').notNull(),
    windowStart: time('window_start').notNull(),
    count: integer('count').notNull(),
    expiresAt: time('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.windowStart] }), index('rates_expiry').on(table.expiresAt)],
);

/**
 * Append-only: a trigger refuses changes, but for what `endBefore` of audit.ts deletes when its time is over. Says what
 * happened to whom, when and in which session, or at which service's sign-in and from which network address; never a
 * secret, a code or a mail address.
 */
export const audit = pgTable(
  'audit',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: time('at').notNull(),
    personId: bigint('person_id', { mode: 'number' }).notNull(),
    /** Null where nobody had to be signed in. */
    sessionHash: text('session_hash'),
    event: text('event').notNull(),
    facts: jsonb('facts').$type<Record<string, string | number | boolean>>().notNull(),
  },
  (table) => [index('audit_person').on(table.personId, table.at), index('audit_time').on(table.at)],
);

/**
 * The outbox of notices: one row for each message that is to leave, written by a trigger of the audit in the transaction
 * of the change, deleted when the mail server took it. The address is the sealed one of `mails` at that moment.
 */
export const notices = pgTable(
  'notices',
  {
    /** Part of the message's id: a repeat carries the same one. */
    id: text('id').primaryKey(),
    personId: person(),
    event: text('event').notNull(),
    at: time('at').notNull(),
    /** Those of the audit, and of a device its kind and platform. */
    facts: jsonb('facts').$type<Record<string, string | number | boolean>>().notNull(),
    ...sealed(),
    tries: integer('tries').notNull().default(0),
    /** From when somebody may try, or try again. */
    dueAt: time('due_at').notNull(),
  },
  (table) => [index('notices_due').on(table.dueAt), index('notices_person').on(table.personId)],
);
