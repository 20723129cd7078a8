// Written by `npm run generate` from custom-elements.json.
import type { MfaAuthenticator } from '../../../elements/authenticator.ts';
import type { MfaDeviceList } from '../../../elements/device-list.ts';
import type { MfaSetupWizard } from '../../../elements/setup-wizard.ts';
import type { MfaSyncPair } from '../../../elements/sync-pair.ts';

/** Attributes of the tag. Shows one-time passwords from an encrypted vault in this browser. */
export interface MfaAuthenticatorAttributes {
  /** A shipped profile (`kyoto-u`, `neutral`) or the address of a JSON file. */
  profile?: string | undefined;
  /** Base address of a back end that speaks the contract, for setting the app up from here; none is needed to show codes. */
  endpoint?: string | undefined;
  /** Where to sign in; this page is added as `return`. */
  'sign-in'?: string | undefined;
  /** Language; the nearest one around the element when it is not set. */
  lang?: string | undefined;
  /** Begins with this flow. */
  flow?: string | undefined;
  /** Where the app is, and where it is wanted: `smartphone` or `browser`. */
  from?: string | undefined;
  to?: string | undefined;
  /** Name in the fragment of the address that says with which flow to begin: with `mfa`, `#mfa=mail`. */
  fragment?: string | undefined;
  /** Whether keys may stay in this page's origin, which no other pages share: this browser is an app then. */
  'keeps-codes'?: boolean | undefined;
}
/** Attributes of the tag. Lists the mail address and the devices of an account, and changes them. */
export interface MfaDeviceListAttributes {
  /** Base address of a back end that speaks the contract; without one the element guides only. */
  endpoint?: string | undefined;
  /** A shipped profile (`kyoto-u`, `neutral`) or the address of a JSON file. */
  profile?: string | undefined;
  /** Begins with this flow in place of the list. */
  flow?: string | undefined;
  /** This page may keep keys: its origin is shared with no other pages, and the app in this browser is offered. */
  'keeps-codes'?: boolean | undefined;
  /** Name in the fragment of the address that says with which flow to begin. */
  fragment?: string | undefined;
  /** Where to sign in; this page is added as `return`. */
  'sign-in'?: string | undefined;
  /** Language; the nearest one around the element when it is not set. */
  lang?: string | undefined;
  /** Where the app is, and where it is wanted: `smartphone` or `browser`. */
  from?: string | undefined;
  to?: string | undefined;
}
/** Attributes of the tag. Sets up mail and the authenticator app on the page. */
export interface MfaSetupWizardAttributes {
  /** Base address of a back end that speaks the contract. */
  endpoint?: string | undefined;
  /** A shipped profile (`kyoto-u`, `neutral`) or the address of a JSON file. */
  profile?: string | undefined;
  /** Begins with this flow in place of the chooser: `mail`, `app-smartphone`, `app-browser`, `sync`, `change-device`, `reset`, `wipe`, or one of the four `sync-…`. */
  flow?: string | undefined;
  /** This page may keep keys: its origin is shared with no other pages, and the app in this browser is offered. */
  'keeps-codes'?: boolean | undefined;
  /** Name in the fragment of the address that says with which flow to begin: with `mfa`, `#mfa=mail`. */
  fragment?: string | undefined;
  /** Where the app is (`smartphone`, `browser`), for the manuals that ask. */
  from?: string | undefined;
  /** Where it is wanted. */
  to?: string | undefined;
  /** Where to sign in; this page is added as `return`. */
  'sign-in'?: string | undefined;
  /** Language; the nearest one around the element when it is not set. */
  lang?: string | undefined;
}
/** Attributes of the tag. Adds the authenticator app to a second device by way of the first. */
export interface MfaSyncPairAttributes {
  /** Base address of a back end that speaks the contract; without one the element guides only. */
  endpoint?: string | undefined;
  /** A shipped profile (`kyoto-u`, `neutral`) or the address of a JSON file. */
  profile?: string | undefined;
  /** Where the app is now: `smartphone` or `browser`; asked for when it is not set. */
  from?: string | undefined;
  /** Where it is wanted as well; asked for when it is not set. */
  to?: string | undefined;
  /** Begins with this flow: `change-device` for a device that is replaced. */
  flow?: string | undefined;
  /** This page may keep keys: its origin is shared with no other pages, and the app in this browser is offered. */
  'keeps-codes'?: boolean | undefined;
  /** Name in the fragment of the address that says with which flow to begin. */
  fragment?: string | undefined;
  /** Where to sign in; this page is added as `return`. */
  'sign-in'?: string | undefined;
  /** Language; the nearest one around the element when it is not set. */
  lang?: string | undefined;
}
/** By tag: the class, the attributes, and the names of what script may set. */
export interface MfaElements {
  /** Shows one-time passwords from an encrypted vault in this browser. */
  'mfa-authenticator': {
    element: MfaAuthenticator;
    attributes: MfaAuthenticatorAttributes;
    properties:
      | 'keepsCodes'
      | 'endpoint'
      | 'profile'
      | 'signIn'
      | 'flow'
      | 'from'
      | 'to'
      | 'fragment'
      | 'client'
      | 'fetch'
      | 'headers'
      | 'stepUp';
  };
  /** Lists the mail address and the devices of an account, and changes them. */
  'mfa-device-list': {
    element: MfaDeviceList;
    attributes: MfaDeviceListAttributes;
    properties:
      | 'endpoint'
      | 'profile'
      | 'signIn'
      | 'flow'
      | 'from'
      | 'to'
      | 'keepsCodes'
      | 'fragment'
      | 'client'
      | 'fetch'
      | 'headers'
      | 'stepUp';
  };
  /** Sets up mail and the authenticator app on the page. */
  'mfa-setup-wizard': {
    element: MfaSetupWizard;
    attributes: MfaSetupWizardAttributes;
    properties:
      | 'endpoint'
      | 'profile'
      | 'signIn'
      | 'flow'
      | 'from'
      | 'to'
      | 'keepsCodes'
      | 'fragment'
      | 'client'
      | 'fetch'
      | 'headers'
      | 'stepUp';
  };
  /** Adds the authenticator app to a second device by way of the first. */
  'mfa-sync-pair': {
    element: MfaSyncPair;
    attributes: MfaSyncPairAttributes;
    properties:
      | 'endpoint'
      | 'profile'
      | 'signIn'
      | 'flow'
      | 'from'
      | 'to'
      | 'keepsCodes'
      | 'fragment'
      | 'client'
      | 'fetch'
      | 'headers'
      | 'stepUp';
  };
}
