import type { FlowId } from '../flows/machine/flow-id.ts';
import { FlowElement } from './flow-element.ts';
import { words } from '../flow-table/generated/own-sync.ts';
import type { FlowSources } from '../flow-table/usual.ts';

/**
 * Puts the app on a further device: smartphone to smartphone (2-3), browser to smartphone (2-4), smartphone to browser
 * (2-5), browser to browser (2-6), and the change of device.
 *
 * Not for the first device: that is the work of `mfa-setup-wizard`.
 *
 * @summary Adds the authenticator app to a second device by way of the first.
 * @tag mfa-sync-pair
 * @attr {string} endpoint - Base address of a back end that speaks the contract; without one the element guides only.
 * @attr {string} profile - A shipped profile (`kyoto-u`, `neutral`) or the address of a JSON file.
 * @attr {string} from - Where the app is now: `smartphone` or `browser`; asked for when it is not set.
 * @attr {string} to - Where it is wanted as well; asked for when it is not set.
 * @attr {string} flow - Begins with this flow: `change-device` for a device that is replaced.
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
 * @csspart row - One of several things that are listed.
 * @csspart row-title - Its name.
 * @csspart link - The link that opens an app.
 * @csspart qr - The QR code.
 * @csspart secret - The key as text.
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
export class MfaSyncPair extends FlowElement {
  protected override own: FlowSources = {
    sync: { words, flow: async () => (await import('../flows/transfer/sync.flow.ts')).syncFlow },
  };

  protected override firstFlow(): FlowId {
    const { from, to, keepsCodes } = this;
    // A browser may be this one: that is still a question.
    return places.has(from) && places.has(to) && !(to === 'browser' && keepsCodes)
      ? (`sync-${from}-${to}` as FlowId)
      : 'sync';
  }
}

const places = new Set<string | undefined>(['smartphone', 'browser']);
