import type { FlowId } from '../flows/machine/flow-id.ts';
import { page } from '../core/page.ts';
import { FlowElement } from './flow-element.ts';
import { words } from '../flow-table/generated/own-devices.ts';
import type { FlowSources } from '../flow-table/usual.ts';

/** When a person comes back to the page, the browser fires more than one event. */
const pauseMs = 2000;

/**
 * What is registered: the mail address and every device with the app. Renames, removes, adds, checks a code, changes
 * a device, renews the key.
 *
 * Owns: asking for the account anew when the person comes back to the page; the elements beside it see it as well.
 *
 * @summary Lists the mail address and the devices of an account, and changes them.
 * @tag mfa-device-list
 * @attr {string} endpoint - Base address of a back end that speaks the contract; without one the element guides only.
 * @attr {string} profile - A shipped profile (`kyoto-u`, `neutral`) or the address of a JSON file.
 * @attr {string} flow - Begins with this flow in place of the list.
 * @attr {boolean} keeps-codes - This page may keep keys: its origin is shared with no other pages, and the app in this browser is offered.
 * @attr {string} fragment - Name in the fragment of the address that says with which flow to begin.
 * @attr {string} sign-in - Where to sign in; this page is added as `return`.
 * @attr {string} lang - Language; the nearest one around the element when it is not set.
 * @slot intro - Before the first line.
 * @slot help - Below each screen, for words of your own.
 * @slot footer - After the last line.
 * @csspart body - The whole screen.
 * @csspart heading - Heading of the screen.
 * @csspart progress - The steps of this way, by name; the present one has `aria-current`.
 * @csspart primary - The action that leads on.
 * @csspart secondary - Quieter actions.
 * @csspart back - The way back.
 * @csspart choice - One answer of a question.
 * @csspart field - A text field.
 * @csspart row - Mail, or one device.
 * @csspart row-title - Its name.
 * @csspart link - The link that opens an app.
 * @csspart qr - The QR code.
 * @csspart secret - The key as text; recovery codes.
 * @csspart code - The code that a key gives now.
 * @csspart error - A refusal and what to do.
 * @csspart help - Details for the help desk.
 * @fires mfa-ready - The first screen can be used.
 * @fires mfa-step - A person reached a screen: `{flow, step}`.
 * @fires mfa-complete - The aim of a flow is reached: `{flow, deviceId?}`.
 * @fires mfa-cancel - A person gave up; cancelable: `{flow, by}`.
 * @fires mfa-change - Something changed on the account: `{change}`.
 * @fires mfa-error - A call was refused or failed: `{code}`.
 */
export class MfaDeviceList extends FlowElement {
  protected override own: FlowSources = {
    devices: {
      words,
      views: async () => (await import('../screens/kinds/list-views.ts')).listViews,
      flow: async () => (await import('../flows/devices/devices.flow.ts')).devicesFlow,
    },
  };
  #askedAtMs = Date.now();

  override connectedCallback(): void {
    super.connectedCallback();
    page.addEventListener('visibilitychange', this.#comeBack);
    addEventListener('focus', this.#comeBack);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    page.removeEventListener('visibilitychange', this.#comeBack);
    removeEventListener('focus', this.#comeBack);
  }

  /** Another tab or device may have changed the account meanwhile. */
  #comeBack = (): void => {
    if (page.hidden || Date.now() - this.#askedAtMs < pauseMs) return;
    this.#askedAtMs = Date.now();
    this.clientInUse?.refresh();
  };

  protected override firstFlow(): FlowId {
    return this.clientInUse ? 'devices' : 'choose';
  }

  /** Whatever ends here, ends with the list. Without a back end there is none. */
  protected override instead(flow: string): string {
    return this.clientInUse && /^(choose|overview|pair-there)$/.test(flow) ? 'devices' : flow;
  }
}
