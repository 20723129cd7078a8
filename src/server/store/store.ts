/** The questions the back end asks its database: one function each, every race decided in one statement. */
export * as attempts from './attempts.ts';
export * as audit from './audit.ts';
export * as challenges from './challenges.ts';
export * as devices from './devices.ts';
export * as enrolments from './enrolments.ts';
export * as idempotency from './idempotency.ts';
export * as mails from './mails.ts';
export * as pairings from './pairings.ts';
export * as notices from './notices.ts';
export * as people from './people.ts';
export * as rates from './rates.ts';
export * as recovery from './recovery.ts';
export * as secrets from './secrets.ts';
export * as serviceKeys from './service-keys.ts';
export * as signIns from './sign-ins.ts';
export * as stepUps from './step-ups.ts';
