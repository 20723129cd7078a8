import type { WrittenPolicy } from '../contract/types.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Mailer } from './mailer.ts';
import type { Notices } from './notices/options.ts';
import type { Random } from './random.ts';
import type { Sealing } from './sealing.ts';
import type { SessionPort } from './sessions/port.ts';
import type { Store } from './store/database.ts';
import type { Waits } from './waits.ts';

/** The rules that an institution decides. The server itself decides how long a removal can be undone. */
export type InstitutionPolicy = Omit<WrittenPolicy, 'restorableForS'>;

/** The rules with the server's defaults filled in. */
export type CompletePolicy = WrittenPolicy & { recoveryCodeCount: number; restorableForS: number };

export interface Institution {
  /** How the institution is named in an app's list, and recognised in an export. */
  issuer: string;
  policy: InstitutionPolicy;
}

export interface MfaHandlerOptions {
  store: Store;
  sessions: SessionPort;
  mailer: Mailer;
  sealing: Sealing;
  institution: Institution;
  /** Default `/api/mfa`. */
  basePath?: string;
  /** Exact origins (`https://www.example.ac.jp`) or all hosts below one (`https://*.example.ac.jp`). The server's own is always allowed. */
  allowedOrigins?: readonly string[];
  /** How long a proof of identity stays fresh; default 600. */
  stepUpLifeS?: number;
  /** How old a sign-in may be for somebody who has no factor yet, where the session says when it was; default 12 hours. */
  signInLifeS?: number;
  limits?: Partial<Limits>;
  /**
   * Where a request comes from, for the limit on guessing pairing codes: what your own proxy says, never a header that a
   * visitor may set. Default: unknown.
   */
  clientAddress?: (request: Request) => string | null;
  /**
   * A mail to the person after each change. An object says what stands in it. `elsewhere`: another process sends them, by
   * its handler or by `sendNotices`. `off`: nobody gets any, and those that wait are deleted. Default: this process sends.
   */
  notices?: Notices;
  /** Aborted when the server stops: requests that wait for news are answered at once. */
  stopping?: AbortSignal;
  /** Default: JSON lines on standard output. */
  log?: Log;
  now?: () => Date;
  random?: Random;
}

/** The options with their defaults, handed to every operation. */
export interface Services {
  store: Store;
  sessions: SessionPort;
  mailer: Mailer;
  sealing: Sealing;
  institution: Institution & { policy: CompletePolicy };
  stepUpLifeMs: number;
  signInLifeMs: number;
  limits: Limits;
  clientAddress: (request: Request) => string | null;
  notices: Notices;
  stopping: AbortSignal;
  waits: Waits;
  log: Log;
  now: () => Date;
  random: Random;
}
