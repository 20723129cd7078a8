import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowInputs } from '../../src/flows/machine/flow-inputs.ts';
import type { AnyFlow } from '../../src/flows/machine/machine.ts';
import { allFlows, guideFlows } from './all-flows.ts';
import { accounts, contexts } from './samples.ts';
import { walk } from './walk.ts';

/**
 * What a person has said once goes along from flow to flow: which device it is for, that one is replaced, what to read
 * before another key.
 */
type Told = 'deviceId' | 'replaces' | 'again';

/** Who goes on with it. The lists of devices are asked for the new device, which is another one. */
const goOnWith: { [Id in keyof FlowInputs]?: readonly (keyof FlowInputs[Id] & Told)[] } = {
  sync: ['deviceId'],
  'sync-smartphone-smartphone': ['deviceId'],
  'sync-smartphone-browser': ['deviceId'],
  'sync-browser-smartphone': ['deviceId'],
  'sync-browser-browser': ['deviceId'],
  'pair-here': ['deviceId', 'replaces'],
  'pair-give': ['deviceId', 'replaces'],
  choose: ['again'],
  'app-smartphone': ['again'],
  'app-browser': ['again'],
  'app-here': ['again'],
};

/** One account is enough: what is told does not come from there. */
const oneAccount = [accounts.shared['three devices']];
const noDevices = [accounts.shared['mail set up']];
const again = (): string[] => ['The old entry.'];

function lostIn(flow: AnyFlow, mode: 'backed' | 'guide', told: Partial<Record<Told, unknown>>, accounts = oneAccount) {
  const context = Object.values(contexts).find((each) => each.mode === mode && each.can.vault)!;
  const { nodes } = walk(flow, { ...context, input: told }, { accounts });
  let seen = 0;
  const lost = nodes.flatMap(({ at, effects }) =>
    effects.flatMap((effect) => {
      if (effect.effect !== 'hand-over') return [];
      const known: readonly Told[] = goOnWith[effect.flow as keyof typeof goOnWith] ?? [];
      const input = (effect.input ?? {}) as Partial<Record<Told, unknown>>;
      return known
        .filter((name) => name in told)
        .flatMap((name) => (++seen, input[name] === told[name] ? [] : [`${at}: ${name} to ${effect.flow}`]));
    }),
  );
  return { lost: [...new Set(lost)], seen };
}

const flowOf = (id: string, mode: 'backed' | 'guide'): AnyFlow =>
  allFlows.find((flow) => flow.id === id && guideFlows.has(flow) === (mode === 'guide')) ??
  allFlows.find((flow) => flow.id === id)!;

const cases: [id: keyof FlowInputs, mode: 'backed' | 'guide', told: Partial<Record<Told, unknown>>][] = [
  ['sync', 'backed', { deviceId: 'd2' }],
  ['sync-smartphone-browser', 'backed', { deviceId: 'd2' }],
  ['sync-browser-browser', 'backed', { deviceId: 'd2' }],
  ...(['backed', 'guide'] as const).flatMap((mode) =>
    (['choose', 'app-smartphone', 'app-browser', 'app-here'] as const).map((id): (typeof cases)[number] => [
      id,
      mode,
      { again },
    ]),
  ),
];

for (const [id, mode, told] of cases)
  test(`${id} (${mode}) hands on what it was told: ${Object.keys(told).join(', ')}`, () => {
    const { lost, seen } = lostIn(flowOf(id, mode), mode, told, 'again' in told ? noDevices : oneAccount);
    assert.deepEqual(lost, []);
    assert.ok(seen, 'it hands over to nobody who goes on with it');
  });

test('whoever changes devices by pairing is led to give the old one up, from either end', () => {
  const context = Object.values(contexts).find((each) => each.mode === 'backed' && each.can.vault)!;
  const { nodes } = walk(flowOf('change-device', 'backed'), context, { accounts: oneAccount });
  const pairings = nodes.flatMap(({ effects }) =>
    effects.flatMap((effect) =>
      effect.effect === 'hand-over' && /^pair-/.test(effect.flow) ? [[effect.flow, effect.input] as const] : [],
    ),
  );
  assert.deepEqual(new Set(pairings.map(([flow]) => flow)), new Set(['pair-here', 'pair-give']));
  for (const [flow, input] of pairings) assert.equal((input as FlowInputs['pair-give']).replaces, true, flow);
});
