import * as z from 'zod/mini';
import type { WrittenPolicy } from '../../contract/types.ts';

const text = z.optional(z.string().check(z.minLength(1), z.maxLength(2000)));
const port = z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65_535));

const settings = z.object({
  /** 0: any free port. */
  PORT: z._default(port, 5173),
  HOST: z._default(z.string().check(z.minLength(1)), '127.0.0.1'),
  /** Keys, and the embedded database when there is no `DATABASE_URL`. */
  DATA_DIR: z._default(z.string().check(z.minLength(1)), './data'),
  /** A PostgreSQL of version 15 or later, instead of the embedded one. */
  DATABASE_URL: text,
  /** A mail server, instead of the local one behind `/mailbox`. */
  SMTP_URL: text,
  /** Where the local mail server listens; 0: any free port. */
  SMTP_PORT: z._default(port, 0),
  MAIL_FROM: z._default(z.string().check(z.minLength(3)), 'MFA demo <mfa@mail.example>'),
  /** Other origins whose pages may use the API with this server's cookies, separated by commas. */
  ALLOWED_ORIGINS: z._default(z.string(), ''),
  /** Other names under which this server is reached, separated by commas. */
  PUBLIC_HOSTS: z._default(z.string(), ''),
  MFA_SEALING_KEYS: text,
  /** `per-device`: to try the other model. */
  SECRET_MODEL: z._default(z.enum(['shared', 'per-device']), 'shared'),
  /** `on`: to try recovery codes. */
  RECOVERY_CODES: z._default(z.enum(['on', 'off']), 'off'),
});

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  smtpPort: number;
  mailFrom: string;
  allowedOrigins: string[];
  hosts: string[];
  sealingKeys: string | undefined;
  policy: Pick<WrittenPolicy, 'secretModel' | 'recoveryCodes'>;
}

const listOf = (text: string): string[] => text.split(',').flatMap((item) => item.trim() || []);

/** Reads the environment; a variable that is set to nothing counts as not set. Throws in plain words. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = settings.safeParse(given);
  if (!read.success) throw new Error(`${read.error.issues[0]?.path.join('.')} does not have a usable value.`);
  return {
    port: read.data.PORT,
    host: read.data.HOST,
    dataDir: read.data.DATA_DIR,
    databaseUrl: read.data.DATABASE_URL,
    smtpUrl: read.data.SMTP_URL,
    smtpPort: read.data.SMTP_PORT,
    mailFrom: read.data.MAIL_FROM,
    allowedOrigins: listOf(read.data.ALLOWED_ORIGINS),
    // A host name where one was given to listen at; an address of a browser has it in lower case.
    hosts: [read.data.HOST, ...listOf(read.data.PUBLIC_HOSTS)].map((name) => name.toLowerCase()),
    sealingKeys: read.data.MFA_SEALING_KEYS,
    policy: { secretModel: read.data.SECRET_MODEL, recoveryCodes: read.data.RECOVERY_CODES === 'on' },
  };
}
