import { placeOf } from '../../apps/app.ts';
import type { Account, Device } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { dayWords, deviceFacts } from '../common/device-words.ts';
import type { To } from '../machine/flow-inputs.ts';
import type { Context } from '../machine/machine.ts';
import { offeredOnly } from '../common/offered-flows.ts';
import { offers, working } from '../common/account.ts';
import type { Action, ListRow } from '../machine/screen.ts';

/** Mail and each device, as rows that a list shows. */

type WentTo = { type: 'wentTo' } & To;
export type RowEvent = WentTo | { type: 'wantedToRename'; id: string };

const wentTo = (label: string, to: To): Action<WentTo> => ({
  label,
  event: { type: 'wentTo', ...to },
});

/** Where mail has to come first and nothing else is set up, the main button of the list leads there, not the row. */
const isNext = ({ mail, devices, policy }: Account): boolean => !mail && !devices.length && policy.mail.requiredFirst;

export function mailRow(account: Account, context: Context): ListRow<RowEvent> {
  const { mail } = account;
  return {
    id: 'mail',
    title: msg('Codes by mail'),
    facts: mail ? [mail.address, msg(str`Verified on ${dayWords(mail.verifiedAt, context)}`)] : [msg('Not set up')],
    actions: isNext(account)
      ? []
      : offeredOnly(account, [
          wentTo(mail ? msg('Change the mail address') : msg('Set up mail'), {
            flow: 'mail',
            input: { isChange: true },
          }),
        ]),
  };
}

/**
 * The way to the key that is in use: a copy from a device that has it, or a set-up where none is left. None for a kind of
 * device that no manual is about.
 */
export function syncAgain({ id, kind }: Device, devices: readonly Device[]): Action<WentTo>[] {
  const to = placeOf(kind);
  if (!to) return [];
  const sources = working(devices);
  if (!sources.length) return [wentTo(msg('Set up again'), { flow: `app-${to}`, input: { anew: { deviceId: id } } })];
  const from = sources.map(({ kind }) => placeOf(kind)).find(Boolean);
  return [wentTo(msg('Sync again'), from ? { flow: `sync-${from}-${to}`, input: { deviceId: id } } : { flow: 'sync' })];
}

export function deviceRow(
  device: Device,
  account: Account,
  { own, isTelling }: { own: readonly string[] | null; isTelling: boolean },
  context: Context,
): ListRow<RowEvent> {
  const { id, name, needsSync, failedLately } = device;
  const { devices, policy } = account;
  const isOwn = own?.includes(id);
  return {
    id,
    title: name,
    ...(isOwn && { mark: msg('This browser') }),
    facts: deviceFacts(device, policy.secretModel === 'shared' && !needsSync && working(devices).length > 1, context),
    ...(needsSync
      ? { warning: msg('The key was renewed. Until you sync this device again, its codes are refused.') }
      : isTelling && failedLately > 0 && { warning: wrongCodes(failedLately) }),
    actions: offeredOnly<Action<RowEvent>>(account, [
      ...(isOwn ? [wentTo(msg('Show the codes'), { flow: 'authenticator' })] : []),
      ...(needsSync ? syncAgain(device, devices) : []),
      ...(offers(account, 'renameDevice')
        ? [{ label: msg('Rename'), event: { type: 'wantedToRename' as const, id } }]
        : []),
      wentTo(msg('Remove'), { flow: 'remove-device', input: { deviceId: id } }),
    ]),
  };
}

export const wrongCodes = (count: number): string =>
  msg(str`Wrong codes since the last right one: ${count}. If that was not you, ask the help desk.`);
