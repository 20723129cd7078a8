import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Asks before the page is left while a set-up is unfinished. */
export function guardLeaving(host: ReactiveControllerHost & Element, isUnfinished: () => boolean): ReactiveController {
  const ask = (event: BeforeUnloadEvent): void => {
    // Some browsers take the opening of an app for leaving; the person stays on this page.
    const isOpeningApp = host.shadowRoot?.activeElement?.matches('[href^="otpauth:"]');
    if (isUnfinished() && !isOpeningApp) event.preventDefault();
  };
  return {
    hostConnected: () => addEventListener('beforeunload', ask),
    hostDisconnected: () => removeEventListener('beforeunload', ask),
  };
}
