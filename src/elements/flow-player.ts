import { placeOf } from '../apps/app.ts';
import type { Client } from '../client/client.ts';
import { notChangingAccount } from '../contract/generated/account.ts';
import type { MfaError } from '../contract/mfa-error.ts';
import type { Problem } from '../contract/problem-codes.ts';
import type { Account } from '../contract/types.ts';
import type { FlowSource } from '../flow-table/source.ts';
import { sourceOf } from '../flow-table/source-of.ts';
import type { FlowSources } from '../flow-table/usual.ts';
import type { FlowId } from '../flows/machine/flow-id.ts';
import type { AnyFlow } from '../flows/machine/machine.ts';
import { inLanguage } from '../localization/languages.ts';
import { loadProfile } from '../page/load-profile.ts';
import { signInHref } from '../page/sign-in-href.ts';
import { thisDevice } from '../page/this-device.ts';
import type { Profile } from '../profiles/schema.ts';
import type { InterruptionId, Listener, Ports } from '../runner/ports.ts';
import { Runner } from '../runner/runner.ts';
import { vaultName } from '../vault/mark.ts';
import { DressedElement } from './dressed-element.ts';
import { tell } from './events.ts';

/** The flow on screen, and the next one until its words and views are here. */
interface Playing {
  runner?: Runner | undefined;
  next?: Runner;
}

/**
 * Shows one flow after the other on one element.
 *
 * Owns: the runner at hand and the next one, the institution, what a runner needs from outside, events about flows.
 * Does not own: what happens next (flows), how a screen looks (frame and kinds).
 */
export abstract class FlowPlayer extends DressedElement {
  /** What the page says on the tag, or by script: `FlowElement` has the words for it. */
  abstract profile: string | object | undefined;
  abstract signIn: string | undefined;
  abstract from: string | undefined;
  abstract to: string | undefined;
  abstract keepsCodes: boolean;
  abstract stepUp: ((signal: AbortSignal) => Promise<boolean>) | undefined;

  /** What calls go through; none in guide mode. */
  protected abstract get clientInUse(): Client | undefined;

  /** Where a person begins who asked for nothing else. */
  protected abstract firstFlow(): FlowId;

  /** The flows that come along with this element. */
  protected own: FlowSources = {};

  /** What else this element knows for its flows. */
  protected more: { clockAheadMs?: number } | undefined;

  /** Codes of what went wrong, oldest first. */
  protected readonly problems: Problem['code'][] = [];
  /** Nothing before the first flow begins, and once the element has gone. */
  protected playing: Playing | undefined;
  #institution: Profile | undefined;
  #meeting: Promise<Profile> | undefined;
  /** As the service told it last. A flow that begins after a change does not go by what was before it. */
  #account: Account | undefined;
  #isChanged = false;
  #unheed: (() => void) | undefined;

  /** The flow that this element shows when another one asks for `flow`: its own home, say, in place of the chooser. */
  protected instead(flow: string): string {
    return flow;
  }

  /** Resolves when nothing is under way: no call, no loading, no drawing. */
  get idle(): Promise<void> {
    const { loading } = this;
    return loading
      .then(() => this.playing?.runner?.idle)
      .then(() => this.updateComplete)
      .then(() => (loading === this.loading ? undefined : this.idle));
  }

  protected begin(id: string, input?: object): void {
    void this.load(this.#start(this.instead(id), input), 'flow');
  }

  /** The page names another institution: asked for when the next flow begins. */
  protected forgetInstitution(): void {
    this.#meeting = undefined;
  }

  protected stop(): void {
    this.playing?.runner?.stop();
    this.playing?.next?.stop();
    this.#unheed?.();
    this.playing = undefined;
  }

  /** The old screen stays until the new one has its code, words and institution; the first call does not wait for them. */
  async #start(id: string, input: object = {}): Promise<void> {
    const client = this.clientInUse;
    const playing: Playing = { runner: this.playing?.runner };
    this.playing?.next?.stop();
    this.playing = playing;
    this.missed = undefined;
    // What a neighbour changes on the account is told to the screen.
    this.#unheed?.();
    this.#unheed = client?.onChange(() => {
      this.#isChanged = true;
      this.playing?.runner?.send({ type: 'accountChanged' });
    });
    if (this.#isChanged) this.#account = undefined;
    this.#isChanged = false;
    // The flow's own getAccount shares this answer. Where the flow calls nothing, it tells the time and what is offered.
    if (id !== 'choose')
      void client
        ?.call('getAccount', {}, undefined, this.reading)
        .then((account) => (this.#account = account))
        .catch(() => undefined)
        .then(() => this.requestUpdate());
    // Without a store, or without these files, the screens are as they would be without codes.
    if (this.keepsCodes) void this.load(this.#findCodes().catch(() => undefined));
    const find = (name: string) => sourceOf(name, !client, this.own);
    // An unknown flow falls back to the first one.
    const source = (await find(id)) ?? (await find(this.firstFlow()))!;
    const institution = this.#meetInstitution();
    await Promise.all([
      this.dress(source),
      institution,
      // Without a back end a flow begins with the institution's rules.
      Promise.all([flowOf(source), client ? undefined : institution]).then(([flow]) => {
        if (playing === this.playing) playing.next = new Runner(flow, this.#ports(client, input), this.#listener);
      }),
    ]);
    if (playing !== this.playing) return;
    playing.runner?.stop();
    this.playing = { runner: playing.next };
    this.requestUpdate();
  }

  /** The former institution stays until the new one is known. */
  async #meetInstitution(): Promise<void> {
    const meeting = (this.#meeting ??= loadProfile(this.profile, !this.clientInUse).catch(
      (error: Partial<MfaError>) => {
        tell(this, 'mfa-error', { code: error.problem?.code ?? 'offline' });
        return loadProfile(undefined);
      },
    ));
    const institution = await meeting;
    if (meeting === this.#meeting) this.#institution = institution;
  }

  /** The app itself shows its codes anyway. */
  async #findCodes(): Promise<void> {
    if (this.views.codesHere || this.own.authenticator || !localStorage.getItem(vaultName)) return;
    const { bringCodes } = await import('./codes-here.ts');
    await bringCodes(
      (dress) => this.dress(dress),
      () => this.begin('authenticator'),
    );
  }

  async #loadInterruption(id: InterruptionId): Promise<AnyFlow> {
    const source = (await import('../flow-table/interruptions.ts')).interruptions[id];
    const [flow] = await Promise.all([flowOf(source), this.dress(source)]);
    return flow;
  }

  #ports(client: Client | undefined, input: object): Ports {
    return {
      client,
      nowMs: () => Date.now(),
      context: () => {
        // Screens are drawn, and words spoken, only once both are here.
        const profile = this.#institution!;
        const { reading, locale = reading } = this;
        const { signIn } = profile?.links ?? {};
        return {
          mode: client ? 'backed' : 'guide',
          profile,
          locale,
          home: this.firstFlow(),
          device: thisDevice(),
          can: { camera: 'mediaDevices' in navigator, vault: !!this.keepsCodes, insecure: !isSecureContext },
          from: placeOf(this.from),
          to: placeOf(this.to),
          input,
          account: this.#account,
          offers: this.#account?.offers,
          ...this.more,
          signInHref: signInHref(this.signIn ?? (signIn && inLanguage(signIn, locale))),
        };
      },
      loadInterruption: (id) => this.load(this.#loadInterruption(id)),
      loadDeviceEffects: async (deliver) =>
        (await import('../page/device-ports.ts')).deviceEffects(client, () => this.#institution!, deliver),
      stepUp: this.stepUp,
    };
  }

  #listener: Listener = {
    changed: () => this.requestUpdate(),
    handOver: (flow, input) => this.begin(flow, input),
    completed: (flow, deviceId) => tell(this, 'mfa-complete', { flow, ...(deviceId && { deviceId }) }),
    stopped: (flow) => {
      if (tell(this, 'mfa-cancel', { flow, by: 'person' }, { cancelable: true })) this.begin('choose');
    },
    answered: (operation) => {
      if (!notChangingAccount.includes(operation)) tell(this, 'mfa-change', { change: operation });
    },
    failed: ({ code }) => {
      this.problems.push(code);
      tell(this, 'mfa-error', { code });
    },
  };
}

const flowOf = async ({ flow }: FlowSource): Promise<AnyFlow> => (typeof flow === 'function' ? flow() : flow);
