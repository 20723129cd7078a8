import { html, nothing } from 'lit';
import { otherSources } from '../flow-table/other.ts';
import type { Dress } from '../flow-table/source.ts';
import { msg } from '../localization/msg.ts';
import type { ScreenViews } from '../screens/kinds/view.ts';
import { vaultName } from '../vault/mark.ts';

/** Where people come to: the first questions, and what stands in their place when the service is away. */
const first = /^(choose|overview|sync|devices|sign-in|trouble)$/;

/**
 * The way to the codes that this browser keeps, on the screens to which people come first: whichever element stands on the
 * page, the codes are a press away. Fetched only where there are codes, and with it what shows them, so that it is here
 * when the connection goes.
 */
export async function bringCodes(dress: (dress: Dress) => Promise<void>, show: () => void): Promise<void> {
  /** The first screen that the person saw. */
  let arrival: string | undefined;
  const codesHere: ScreenViews['codesHere'] = ({ kind }, { flow, step }) => {
    const place = `${flow}/${step}`;
    if (kind !== 'wait') arrival ??= place;
    return (first.test(flow) || place === arrival) && localStorage.getItem(vaultName)
      ? html`<button class="plain" part="secondary" type="button" @click=${show}>${msg('Show the codes of this browser')}</button>`
      : nothing;
  };
  await dress({ words: ['codes-here'], views: async () => ({ codesHere }) });
  const { authenticator, 'authenticator-access': access } = otherSources;
  await Promise.all([
    ...[authenticator, access].map((source) => Promise.all([dress(source), source.flow()])),
    import('../page/device-ports.ts'),
    import('../page/open-vault.ts'),
    import('../vault/changes.ts'),
    import('../vault/locks/auto-lock.ts'),
    import('../vault/locks/locks.ts'),
  ]);
}
