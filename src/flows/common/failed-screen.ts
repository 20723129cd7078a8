import type { Problem } from '../../contract/problem-codes.ts';
import { msg } from '../../localization/msg.ts';
import { contactLinks } from './screens.ts';
import type { Context } from '../machine/machine.ts';
import type { NoticeScreen } from '../machine/screen.ts';

/** The flow cannot go on from here: why, begin again, or ask. What is not offered will not be the next time either. */
export const failedScreen =
  <E>(retried: E) =>
  ({ problem }: { problem: Problem }, context: Context): NoticeScreen<E> => ({
    kind: 'notice',
    heading: msg('This did not work'),
    alert: { tone: 'error', refusal: { why: 'problem', problem, atMs: context.nowMs } },
    primary: { label: problem.code === 'not_implemented' ? msg('Back') : msg('Try again'), event: retried },
    links: contactLinks(context),
  });
