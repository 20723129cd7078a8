import { createClient, type Client } from '../../src/client/client.ts';
import type { WrittenPolicy } from '../../src/contract/types.ts';
import { profile as kyotoU } from '../../src/profiles/kyoto-u.ts';
import { createMfaHandler } from '../../src/server/handler.ts';
import { silent } from '../../src/server/log.ts';
import { createSealing } from '../../src/server/sealing.ts';
import { Mailbox } from './mailbox.ts';
import { openStore } from './store.ts';

/** What there is to do things with before the story begins. */
export interface Past {
  client: Client;
  mailbox: Mailbox;
  nowMs(): number;
  /** Lets time go by; what is left of the past has to be enough. */
  pass(time: { s: number }): void;
}

/** Who is asking, and what they have done before. */
export interface Plan {
  policy?: WrittenPolicy;
  history?: (past: Past) => Promise<void>;
  /** Nobody is signed in until `signIn`. */
  isSignedOut?: boolean;
}

/** The reference back end in this page. Each has a person of its own, so that no story meets what another one left. */
export interface BackEnd {
  endpoint: string;
  /** For the element's property of that name. */
  fetch: typeof fetch;
  mailbox: Mailbox;
  readonly isSignedIn: boolean;
  signIn(): void;
}

const endpoint = '/api/mfa';
/** How long ago a person's past begins. */
const pastMs = 600_000;

export function createBackEnd({ policy = kyotoU.policy, history, isSignedOut = false }: Plan = {}): BackEnd {
  const mailbox = new Mailbox();
  const subject = crypto.randomUUID();
  let isSignedIn = !isSignedOut;
  let behindMs = 0;
  const nowMs = () => Date.now() - behindMs;
  // A key of its own, so that the mailbox of one story is not counted with that of another.
  const key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
  const sealing = createSealing({ current: 'page', keys: { page: key } });

  async function prepare(): Promise<typeof fetch> {
    const handle = createMfaHandler({
      store: await openStore(),
      sessions: async () => (isSignedIn ? { id: subject, subject, label: 'taro', provenAt: new Date(nowMs()) } : null),
      mailer: mailbox,
      sealing,
      institution: { issuer: 'Kyoto University', policy },
      // Their time is not the story's.
      notices: 'elsewhere',
      log: silent,
      now: () => new Date(nowMs()),
    });
    const ask: typeof fetch = (input, init) => handle(new Request(input, init));
    if (history) {
      behindMs = pastMs;
      const client = createClient({ endpoint, fetch: ask });
      await history({ client, mailbox, nowMs, pass: ({ s }) => void (behindMs -= s * 1000) });
      behindMs = 0;
    }
    return ask;
  }

  let preparing: Promise<typeof fetch> | undefined;
  return {
    endpoint,
    mailbox,
    fetch: async (input, init) => (await (preparing ??= prepare()))(input, init),
    get isSignedIn() {
      return isSignedIn;
    },
    signIn: () => void (isSignedIn = true),
  };
}
