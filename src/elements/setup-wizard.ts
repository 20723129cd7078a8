import type { FlowId } from '../flows/machine/flow-id.ts';
import { FlowElement } from './flow-element.ts';

/**
 * Finds the right manual and leads through it: initial setup by mail (1), the app on a smartphone (2-1) or in a browser
 * (2-2), set-up again; and every manual of `mfa-sync-pair` in place.
 *
 * Not for a list of what is registered, nor for pages that only show codes.
 *
 * @summary Sets up mail and the authenticator app on the page.
 * @tag mfa-setup-wizard
 * @attr {string} endpoint - Base address of a back end that speaks the contract.
 * @attr {string} profile - A shipped profile (`kyoto-u`, `neutral`) or the address of a JSON file.
 * @attr {string} flow - Begins with this flow in place of the chooser: `mail`, `app-smartphone`, `app-browser`, `sync`, `change-device`, `reset`, `wipe`, or one of the four `sync-…`.
 * @attr {boolean} keeps-codes - This page may keep keys: its origin is shared with no other pages, and the app in this browser is offered.
 * @attr {string} fragment - Name in the fragment of the address that says with which flow to begin: with `mfa`, `#mfa=mail`.
 * @attr {string} from - Where the app is (`smartphone`, `browser`), for the manuals that ask.
 * @attr {string} to - Where it is wanted.
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
export class MfaSetupWizard extends FlowElement {
  protected override firstFlow(): FlowId {
    return 'choose';
  }
}
