import type { FlowId } from '../flows/machine/flow-id.ts';
import { FlowElement } from './flow-element.ts';
import { words } from '../flow-table/generated/own-authenticator.ts';
import type { FlowSources } from '../flow-table/usual.ts';

/**
 * The app in the browser: shows the one-time passwords of the accounts that this browser keeps, with or without a
 * connection; takes accounts from other apps and hands them on.
 *
 * Not for a page that shares its origin with others: any script of that origin can use what is kept there.
 *
 * @summary Shows one-time passwords from an encrypted vault in this browser.
 * @tag mfa-authenticator
 * @attr {string} profile - A shipped profile (`kyoto-u`, `neutral`) or the address of a JSON file.
 * @attr {string} endpoint - Base address of a back end that speaks the contract, for setting the app up from here; none is needed to show codes.
 * @attr {string} sign-in - Where to sign in; this page is added as `return`.
 * @attr {string} lang - Language; the nearest one around the element when it is not set.
 * @slot intro - Before the first line.
 * @slot help - Below each screen, for words of your own.
 * @slot footer - After the last line.
 * @csspart body - The whole screen.
 * @csspart heading - Heading of the screen.
 * @csspart primary - The action that leads on.
 * @csspart secondary - Quieter actions.
 * @csspart back - The way back.
 * @csspart choice - One answer of a question.
 * @csspart field - A text field.
 * @csspart row - One account.
 * @csspart row-title - Its name.
 * @csspart code - Its code.
 * @csspart link - The link that opens an app.
 * @csspart qr - The QR code.
 * @csspart secret - The key as text.
 * @csspart error - A refusal and what to do.
 * @csspart help - Details for the help desk.
 * @fires mfa-ready - The first screen can be used.
 * @fires mfa-step - A person reached a screen: `{flow, step}`.
 * @fires mfa-complete - The aim of a flow is reached: `{flow, deviceId?}`.
 * @fires mfa-cancel - A person gave up; cancelable: `{flow, by}`.
 * @fires mfa-change - Something changed on the account: `{change}`.
 * @fires mfa-error - A call was refused or failed: `{code}`.
 */
export class MfaAuthenticator extends FlowElement {
  protected override own: FlowSources = {
    authenticator: {
      words: [...words, 'live-code'],
      views: async () => (await import('../screens/kinds/codes-views.ts')).codesViews,
      flow: async () => (await import('../flows/own-app/authenticator.flow.ts')).authenticatorFlow,
    },
  };

  constructor() {
    super();
    this.keepsCodes = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // With a back end the answers of that one tell the time.
    if (!this.endpoint && !this.client) void this.#setClock();
  }

  async #setClock(): Promise<void> {
    const clockAheadMs = await (await import('../page/clock.ts')).pageClockAheadMs();
    if (clockAheadMs === undefined) return;
    this.more = { clockAheadMs };
    this.requestUpdate();
  }

  protected override firstFlow(): FlowId {
    return 'authenticator';
  }

  /** Whatever ends here, ends with the codes. */
  protected override instead(flow: string): string {
    return flow === 'choose' || flow === 'overview' ? 'authenticator' : flow;
  }
}
