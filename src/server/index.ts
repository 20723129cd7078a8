/**
 * The reference back end: `createMfaHandler(options)` answers a web-standard request. Each database, and sending by
 * SMTP, is an entry of its own, so that nobody installs what they do not use.
 */
export { createMfaHandler } from './handler.ts';
export type { Institution, MfaHandlerOptions } from './options.ts';
export { defaultLimits, type Limits } from './limits.ts';
export type { Store } from './store/database.ts';
export { createSealing, sealingFromEnv, type Sealing, type SealingKeys } from './sealing.ts';
export { reseal } from './reseal.ts';
export type { Mailer, Message } from './mailer.ts';
export type { NoticeOptions, Notices } from './notices/options.ts';
export { sendNotices } from './notices/send.ts';
export { firstOf, type Session, type SessionPort } from './sessions/port.ts';
export { cookieSessions, type CookieSessions } from './sessions/cookie.ts';
export { trustedHeaderSessions } from './sessions/trusted-header.ts';
export { bearerJwtSessions } from './sessions/bearer-jwt.ts';
export { healthz } from './health.ts';
export { forgetPerson, housekeeping } from './housekeeping.ts';
export { jsonLines, silent, type Log, type LogEntry } from './log.ts';
export { createSignInHandler, type SignInHandlerOptions } from './sign-in/handler.ts';
export { expireServiceKey, listServiceKeys, makeServiceKey, type ServiceKey } from './sign-in/keys.ts';
export { createPrivacyIdeaHandler } from './privacyidea/handler.ts';
export type { PrivacyIdeaHandlerOptions } from './privacyidea/routes.ts';
export { signInDocument } from '../contract/sign-in/openapi.ts';
export { openApiDocument } from '../contract/openapi.ts';
