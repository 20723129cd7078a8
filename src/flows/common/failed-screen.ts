import type { Problem } from '../../contract/problem-codes.ts';
import { msg } from '../../localization/msg.ts';
import { contactLinks } from './screens.ts';
import type { Context } from '../machine/machine.ts';
import type { NoticeScreen } from '../machine/screen.ts';

/**
 * Shown where a flow cannot go on: why, with a button to begin again and a link to the help desk. There is no such
 * button for what the service does not offer.
 */
export const failedScreen =
  <E>(retried: E) =>
  ({ problem }: { problem: Problem }, context: Context): NoticeScreen<E> => ({
    kind: 'notice',
    heading: msg('This did not work'),
    alert: { tone: 'error', refusal: { why: 'problem', problem, atMs: context.nowMs } },
    primary: { label: problem.code === 'not_implemented' ? msg('Back') : msg('Try again'), event: retried },
    links: contactLinks(context),
  });
