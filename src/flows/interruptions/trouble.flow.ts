import type { Problem } from '../../contract/problem-codes.ts';
import { msg } from '../../localization/msg.ts';
import { contactLinks } from '../common/screens.ts';
import { hostOf } from '../machine/host.ts';
import { serviceWords } from '../common/service-words.ts';

/**
 * Says that the account cannot be fetched. Cuts in when that call is refused, whatever flow made it; afterwards the
 * runner makes it again.
 *
 * Nothing is lost: the flow behind it waits where it was.
 */
type State = { at: 'stuck'; problem: Problem; untilMs: number };
type Event = { type: 'retried' };

const { define, go } = hostOf<State, Event>();

export const troubleFlow = define({
  id: 'trouble',
  start: ({ refusal: problem = { code: 'unavailable' }, nowMs }) => ({
    at: 'stuck',
    problem,
    untilMs: (problem.atMs ?? nowMs) + (problem.retryAfterMs ?? 0),
  }),
  states: {
    stuck: {
      screen: ({ problem, untilMs }, context) => {
        const { text, more } = serviceWords(problem);
        return {
          kind: 'notice',
          // A heading has no full stop.
          heading: text.replace(/[.。]$/, ''),
          body: [
            ...more,
            // To a page that the service does not allow it looks the same: the browser tells it nothing (Fetch, CORS).
            ...(problem.code === 'offline'
              ? [msg('Do other pages open? Then tell the help desk: the service may not know this page.')]
              : []),
          ],
          waitUntilMs: untilMs,
          primary: { label: msg('Try again'), event: { type: 'retried' } },
          links: contactLinks(context),
        };
      },
      on: { retried: (state) => go(state, { effect: 'complete' }) },
    },
  },
});
