import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { operationOf } from '../../src/contract/operations.ts';
import { contract, type OperationName } from '../../src/contract/table.ts';
import { chooseFlow } from '../../src/flows/start/choose.flow.ts';
import { notOfferedFlow } from '../../src/flows/start/not-offered.flow.ts';
import type { AnyFlow } from '../../src/flows/machine/machine.ts';
import { allFlows, guideFlows } from './all-flows.ts';
import { play } from './play.ts';
import { accounts, contexts } from './samples.ts';
import { offered, walk, type AnyEffect, type Node } from './walk.ts';

/** A back end that leaves an operation out says so in the account: no screen may lead a person there. */

/** They know no account, or cut in where one is refused; what they lead to is said before anything is typed. */
const knowNoAccount = /^(wipe|authenticator|pair-give|pair-there|sign-in|trouble|not-offered)/;
/** Transfers share their states: the one that replaces a device has all of them. */
const flows = allFlows.filter(
  (flow) => !guideFlows.has(flow) && !knowNoAccount.test(flow.id) && !flow.id.startsWith('sync-'),
);
/** What a person's press leads to; what is refused there makes nothing worse, and the person is on the way out. */
const isWayOut = (operation: OperationName): boolean => /^cancel|^getOpenApi$|^getAccount$/.test(operation);
const named = Object.keys(contract) as OperationName[];
const leftOut = named.filter((operation) => !isWayOut(operation));

const someAccounts = [
  accounts.shared.fresh,
  accounts.shared['mail set up'],
  accounts.shared['key renewed'],
  ...Object.values(accounts['left half way']),
];
type Account = (typeof someAccounts)[number];
/** Of a transfer, whose graph is large, one person sees all. */
const accountsFor = ({ id }: AnyFlow): Account[] => (id === 'change-device' ? [someAccounts[2]!] : someAccounts);

const context = contexts['computer']!;
/** What is begun is offered together with what completes it, or not at all (`OperationRow.confirmedBy`). */
const without = (operation: OperationName, account: Account): Account => ({
  ...account,
  offers: named.filter((name) => ![name, operationOf(name).confirmedBy].includes(operation)),
});
const leadsTo = ({ effects }: Node): string[] =>
  effects.flatMap((effect) => (effect.effect === 'hand-over' ? [effect.flow] : []));

const ofPairing = named.filter((name) => name.endsWith('Pairing'));
/** A pairing that begins needs all of them. */
const operationsOf = (effect: AnyEffect): OperationName[] => {
  if (effect.effect === 'pair') return effect.do === 'open' || effect.do === 'join' ? ofPairing : [];
  return effect.effect === 'call' ? [effect.operation] : [];
};

/** Where everything is offered: what each flow calls, and which flows it leads to. */
const usual = new Map(
  flows.map((flow) => {
    const { nodes } = walk(flow, context, { accounts: accountsFor(flow) });
    return [
      flow,
      {
        calls: new Set(nodes.flatMap(({ effects }) => effects.flatMap(operationsOf))),
        leads: new Set(nodes.flatMap(leadsTo)),
      },
    ];
  }),
);

/** The flows that tell this person at once that they cannot do anything. */
const closedTo = (account: Account): Set<string> =>
  new Set(
    flows
      .filter((flow) => {
        const begun = play(flow);
        return begun.isCalling && begun.answer(account).next === 'not-offered';
      })
      .map(({ id }) => id),
  );

const isClosed = (node: Node): boolean => leadsTo(node).includes('not-offered');

function faultsFor(operation: OperationName, given: Account): string[] {
  const account = without(operation, given);
  const closed = closedTo(account);
  // The others go on as if it were there.
  const concerned = flows.filter((flow) => {
    if (!accountsFor(flow).includes(given)) return false;
    const { calls, leads } = usual.get(flow)!;
    return calls.has(operation) || [...leads].some((id) => closed.has(id));
  });
  return concerned.flatMap((flow) => {
    const { nodes, edges } = walk(flow, context, { accounts: [account] });
    return [
      ...nodes
        .filter(({ effects }) => effects.some((effect) => operationsOf(effect).includes(operation)))
        .map(({ at }) => `${flow.id}/${at} calls it`),
      ...edges
        .filter(({ from, event }) => !isClosed(from) && offered(from.screen).some((each) => each.event === event))
        .flatMap(({ from, to }) =>
          leadsTo(to)
            // The first page tells whoever has nothing yet, and is no promise of anything.
            .filter((id) => id !== 'choose' && closed.has(id))
            .map((id) => `${flow.id}/${from.at} → ${id}`),
        ),
    ];
  });
}

describe('no screen leads to what is not offered', () => {
  for (const operation of leftOut)
    test(operation, () => {
      assert.deepEqual([...new Set(someAccounts.flatMap((account) => faultsFor(operation, account)))], []);
    });
});

test('whoever is offered nothing at all is not sent to a first page that says the same again', () => {
  const refused = play(chooseFlow).answer({ ...accounts.shared.fresh, offers: ['getAccount'] });
  assert.deepEqual(refused.effects, [{ effect: 'hand-over', flow: 'not-offered', input: { isAll: true } }]);
  assert.deepEqual(play(notOfferedFlow, { input: { isAll: true } }).labels, []);
  assert.deepEqual(play(notOfferedFlow).labels, ['To the first page']);
});

test('a back end that says nothing offers everything', () => {
  const called = [...usual.values()].flatMap(({ calls }) => [...calls]);
  assert.deepEqual(
    leftOut.filter((operation) => !called.includes(operation)),
    [],
  );
});
