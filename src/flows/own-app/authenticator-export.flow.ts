import { apps } from '../../apps/catalogue.ts';
import { appKeeps } from '../../apps/routes.ts';
import type { EntryKey } from '../../core/entry.ts';
import { msg, str } from '../../localization/msg.ts';
import { accountTitle } from './words.ts';
import { listed } from '../common/listed.ts';
import type { OfAccount } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Transition } from '../machine/machine.ts';
import type { Screen } from '../machine/screen.ts';
import { openTheVault, openingVault } from './vault-access.ts';
import type { OpenVault, VaultAccessEvent, VaultAccessState } from './vault-access-state.ts';
import { provingAgain, type ProofEvent, type ProofState } from './vault-proof.ts';

/**
 * Shows one account of the app in this browser to another app: as a QR code, a link, a key or a text file.
 *
 * Where the app locks, it asks again before the key leaves it. Leaves nothing behind; whoever has seen the code has the
 * account.
 */
type State = VaultAccessState<null> | ProofState<OpenVault> | { at: 'key'; vault: OpenVault } | { at: 'gone' };
type Event = VaultAccessEvent | ProofEvent | { type: 'taken' } | { type: 'wentBack' };

const { define, embed, go } = hostOf<State, Event, never, OfAccount>();

const toList = (state: State): Transition<State, Event> => go(state, { effect: 'hand-over', flow: 'authenticator' });

const entryIn = ({ entries }: OpenVault, { input }: Context<OfAccount>) =>
  entries.find(({ id }) => id === input.accountId);

const show = (vault: OpenVault, context: Context<OfAccount>): State =>
  entryIn(vault, context) ? { at: 'key', vault } : { at: 'gone' };

const goneScreen = (): Screen<Event> => ({
  kind: 'notice',
  heading: msg('This account is no longer in the browser'),
  primary: { label: msg('Show the codes'), event: { type: 'wentBack' } },
});

/** Apps that would show wrong codes of this key, and do not say so. */
function losingWords(key: EntryKey, context: Context<OfAccount>): string[] {
  const losing = apps.filter((app) => !appKeeps(app, key)).map(({ name, publisher }) => `${name} (${publisher})`);
  return losing.length
    ? [
        msg(
          str`Not for ${listed(losing, context)}: it does not keep a part of this key, and would show wrong codes without saying so.`,
        ),
      ]
    : [];
}

function keyScreen({ vault }: { vault: OpenVault }, context: Context<OfAccount>): Screen<Event> {
  const entry = entryIn(vault, context);
  if (!entry) return goneScreen();
  return {
    kind: 'show-key',
    heading: msg(str`“${accountTitle(entry)}” for another device`),
    body: [
      msg('Whoever sees this QR code or key can make your one-time passwords. Show it to your own devices only.'),
      msg('Then press “Done”: when the other device shows the same digits as your list, it has the account.'),
      ...losingWords(entry.key, context),
    ],
    order: context.device.form === 'phone' ? 'link-first' : 'qr-first',
    uri: entry.key.uri,
    secret: entry.key.secret,
    qr: {
      label: msg('QR code with the key of this account'),
      instruction: msg('Scan it with the app on the other device.'),
    },
    link: { label: msg('Open in an app on this device') },
    key: {
      label: msg('Key'),
      note: msg('Without a camera: choose to enter a key in the app and type this one. Any account name will do.'),
      copy: msg('Copy the key'),
      copied: msg('Copied'),
    },
    file: {
      label: msg('Save as a file'),
      note: msg('For an app that imports a text file. The file holds the key in clear: delete it right afterwards.'),
    },
    primary: { label: msg('Done'), event: { type: 'taken' } },
    back: { type: 'wentBack' },
  };
}

export const authenticatorExportFlow = define({
  id: 'authenticator-export',
  start: () => openTheVault(null),
  states: {
    ...embed(openingVault<null>(), {
      opened: ({ vault }, context) =>
        vault.locks.length ? { at: 'proving', kept: vault, locks: vault.locks } : show(vault, context),
      left: ({ kept }) => toList({ at: 'vaultUnavailable', kept }),
    }),
    ...embed(
      provingAgain<OpenVault>(() => ({
        heading: msg('First, prove that it is you'),
        body: [msg('A key is about to leave this browser.')],
      })),
      { proved: ({ kept: vault }, context) => show(vault, context), left: () => toList({ at: 'gone' }) },
    ),
    key: {
      screen: keyScreen,
      on: {
        taken: toList,
        wentBack: toList,
        // A key does not stay on the screen of an app that has locked itself.
        vaultChanged: (state, { vault }, context) => (vault.at === 'open' ? show(vault, context) : toList(state)),
      },
    },
    gone: { screen: goneScreen, on: { wentBack: toList } },
  },
});
