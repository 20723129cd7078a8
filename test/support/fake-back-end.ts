import { operations } from '../../src/contract/operations.ts';
import { problems, type ProblemCode } from '../../src/contract/problems.ts';
import { contract } from '../../src/contract/table.ts';
import type { OperationName, Output } from '../../src/contract/types.ts';
import { accounts, canary } from '../flows/samples.ts';

type AccountAnswer = Output<'getAccount'>;
type Reply = (input: never) => unknown;

/** A request as the back end got it. */
export interface Got {
  operation: OperationName;
  url: string;
  headers: Headers;
  input: Record<string, unknown>;
}

/** A refusal of the contract, to be thrown by a reply. */
class Refusal extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly rest: { attemptsLeft?: number; retryAfterMs?: number } = {},
  ) {
    super(code);
  }
}

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
const minuteMs = 60_000;

/**
 * A back end in memory, given to an element as its `fetch`.
 *
 * Owns: one account with what the flows of the wizard change on it. Each request and answer is checked against the
 * contract's schemas, so that it cannot say what no back end may say. Right codes are those of `canary`.
 */
export class FakeBackEnd {
  readonly endpoint = '/fake/mfa/';
  account: AccountAnswer;
  /** Whether changes ask for a fresh proof first. */
  asksForProof = false;
  readonly got: Got[] = [];
  #next = new Map<OperationName, (() => unknown)[]>();

  constructor(account: keyof (typeof accounts)['shared'] = 'fresh') {
    this.account = structuredClone(accounts.shared[account]);
    const { mail } = this.account.pending;
    if (mail) mail.resendAt = inMs(minuteMs);
  }

  readonly fetch: typeof fetch = async (address, init) => {
    const url = String(address);
    const { signal, body, method } = init!;
    const { operation, id } = this.#operationAt(method!, new URL(url, location.href).pathname);
    const input = { ...(id && { id }), ...(body ? (JSON.parse(body as string) as object) : {}) };
    this.got.push({ operation, url, headers: init!.headers as Headers, input });
    const aborted = new Promise<never>((_, reject) =>
      signal!.addEventListener('abort', () => reject(signal!.reason as Error), { once: true }),
    );
    return Promise.race([aborted, this.#answer(operation, input, signal!)]);
  };

  /** The next call of `operation` that has no other reply waiting is answered by `reply`: an answer, a `Response`, a throw. */
  next(operation: OperationName, reply: () => unknown): this {
    this.#next.set(operation, [...(this.#next.get(operation) ?? []), reply]);
    return this;
  }

  /** The replies still waiting for `operation` are not given. */
  forget(operation: OperationName): void {
    this.#next.delete(operation);
  }

  refuseNext(operation: OperationName, code: ProblemCode, rest: Refusal['rest'] = {}): this {
    return this.next(operation, () => {
      throw new Refusal(code, rest);
    });
  }

  /** The next call of `operation` waits to be released, then goes on as usual. */
  hold(operation: OperationName) {
    let begin!: () => void;
    let release!: () => void;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    this.next(operation, async () => {
      begin();
      await released;
      return usual;
    });
    return { begun, release };
  }

  count(operation: OperationName): number {
    return this.got.filter((each) => each.operation === operation).length;
  }

  #operationAt(method: string, path: string): { operation: OperationName; id: string | undefined } {
    for (const each of operations) {
      const pattern = new RegExp(`^${this.endpoint}${each.path.replace('{id}', '([^/]+)')}$`);
      const found = pattern.exec(path);
      if (found && each.method === method) return { operation: each.name, id: found[1] };
    }
    console.error(`The contract has no ${method} ${path}`);
    throw new Error('No such operation');
  }

  async #answer(operation: OperationName, input: Record<string, unknown>, signal: AbortSignal): Promise<Response> {
    try {
      const special = await this.#next.get(operation)?.shift()?.();
      // A request given up while it was held changes nothing.
      if (signal.aborted) return Response.error();
      if (special instanceof Response) return special;
      if (special !== undefined && special !== usual) return this.#json(special);
      if (!contract[operation].input.safeParse(input).success) throw new Refusal('invalid_input');
      const perform = this.#perform[operation] as Reply | undefined;
      if (!perform) throw new Refusal('not_implemented');
      return this.#json(contract[operation].output.parse(perform(input as never)));
    } catch (error) {
      if (error instanceof TypeError) throw error;
      if (!(error instanceof Refusal)) {
        // An element would take it for a lost connection; on the console it fails the test.
        console.error(error);
        throw error;
      }
      const { status, title } = problems[error.code];
      return this.#json({ type: 'about:blank', title: title.en, status, code: error.code, ...error.rest }, status);
    }
  }

  /** As `fetch` rejects without a connection. */
  loseNext(operation: OperationName): this {
    return this.next(operation, () => {
      throw new TypeError('Failed to fetch');
    });
  }

  #json(body: unknown, status = 200): Response {
    const type = status === 200 ? 'application/json' : 'application/problem+json';
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': type, date: new Date(Date.now()).toUTCString() },
    });
  }

  #perform: { [Op in OperationName]?: (input: { id: string; code: string; name: string }) => unknown } = {
    getAccount: () => this.account,
    beginMail: () => {
      this.#askForProof();
      return this.#sendMail();
    },
    resendMail: () => {
      this.#pending('mail');
      return this.#sendMail();
    },
    confirmMail: ({ code }) => {
      const { address } = this.#prove('mail', code, canary.mailCode);
      this.account.mail = { address, verifiedAt: inMs(0) };
      this.account.pending.mail = null;
      return { mail: this.account.mail };
    },
    cancelMail: () => {
      this.#pending('mail');
      this.account.pending.mail = null;
      return {};
    },
    beginApp: () => {
      const { devices, mail, pending, policy } = this.account;
      if (devices.length) throw new Refusal('already_enrolled');
      if (policy.mail.requiredFirst && !mail) throw new Refusal('mail_required');
      this.#askForProof();
      pending.app ??= { id: 'a1', kind: 'smartphone', expiresAt: inMs(60 * minuteMs), attemptsLeft: 5 };
      const uri = `otpauth://totp/Kyoto%20University:taro?secret=${canary.key}&issuer=Kyoto%20University`;
      return { ...pending.app, key: { secret: canary.key, uri, ...policy.app } };
    },
    confirmApp: ({ code, name = 'Smartphone' }) => {
      this.#prove('app', code, canary.appCode);
      this.account.pending.app = null;
      const device = {
        id: 'd1',
        kind: 'smartphone' as const,
        name,
        platform: null,
        addedAt: inMs(0),
        lastUsedAt: null,
        failedLately: 0,
        needsSync: false,
      };
      this.account.devices.push(device);
      return { device };
    },
    cancelApp: () => {
      this.#pending('app');
      this.account.pending.app = null;
      return {};
    },
    renameDevice: ({ id, name }) => {
      const device = this.account.devices.find((each) => each.id === id);
      if (!device) throw new Refusal('not_found');
      device.name = name;
      return { device };
    },
    beginStepUp: () => ({
      id: 'u1',
      method: 'mail',
      digits: 8,
      expiresAt: inMs(5 * minuteMs),
      address: 't***@example.org',
      attemptsLeft: 5,
    }),
    confirmStepUp: ({ code }) => {
      if (code !== canary.mailCode) throw new Refusal('invalid_code', { attemptsLeft: 4 });
      this.asksForProof = false;
      return { freshUntil: inMs(5 * minuteMs) };
    },
  };

  #askForProof(): void {
    if (this.asksForProof) throw new Refusal('step_up_required');
  }

  #sendMail() {
    return (this.account.pending.mail = {
      id: 'm1',
      address: 't***@example.org',
      digits: 8,
      expiresAt: inMs(24 * 60 * minuteMs),
      resendAt: inMs(minuteMs),
      attemptsLeft: 5,
    });
  }

  #pending<Kind extends 'mail' | 'app'>(kind: Kind): NonNullable<AccountAnswer['pending'][Kind]> {
    const pending = this.account.pending[kind];
    if (!pending) throw new Refusal('not_found');
    return pending;
  }

  #prove<Kind extends 'mail' | 'app'>(kind: Kind, code: string, right: string) {
    const pending = this.#pending(kind);
    if (code === right) return pending;
    throw new Refusal('invalid_code', { attemptsLeft: --pending.attemptsLeft });
  }
}

/** What a held call hands on: nothing special. */
const usual = Symbol('as usual');
