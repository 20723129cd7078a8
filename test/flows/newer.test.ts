import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApiDocument } from '../../src/contract/openapi.ts';
import { operations } from '../../src/contract/operations.ts';
import type { OperationName } from '../../src/contract/types.ts';
import { readShape } from '../../src/contract/shape.ts';
import { checkCodeFlow } from '../../src/flows/devices/check-code.flow.ts';
import { devicesFlow } from '../../src/flows/devices/devices.flow.ts';
import type { AnyFlow } from '../../src/flows/machine/machine.ts';
import { stepUpFlow } from '../../src/flows/interruptions/step-up.flow.ts';
import { allFlows, guideFlows } from './all-flows.ts';
import { play } from './play.ts';
import type { fewAccounts } from './samples.ts';
import { answerSamples, canary, contexts, accounts, shapes } from './samples.ts';
import { textsOf } from './texts.ts';
import { offered, walk, type Graph } from './walk.ts';

/**
 * A newer back end says something that this version does not know: a word at one enumeration of the OpenAPI document.
 * That costs what the word was about; every other screen, and every way on, stays.
 */
type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
interface Schema {
  $ref?: string;
  enum?: string[];
  const?: string;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
}
/** Member names; `[]` for each item of a list. */
type Place = readonly string[];

const unknown = 'hologram';
const document = JSON.parse(JSON.stringify(openApiDocument())) as {
  paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, { content: Record<string, { schema: Schema }> }> }>
  >;
  components: { schemas: Record<string, Schema> };
};

function enumerationsIn({ $ref, anyOf = [], items, properties = {}, ...schema }: Schema, place: Place = []): Place[] {
  if ($ref) return enumerationsIn(document.components.schemas[$ref.split('/').at(-1)!]!, place);
  return [
    ...(schema.enum || typeof schema.const === 'string' ? [place] : []),
    ...anyOf.flatMap((each) => enumerationsIn(each, place)),
    ...(items ? enumerationsIn(items, [...place, '[]']) : []),
    ...Object.entries(properties).flatMap(([name, member]) => enumerationsIn(member, [...place, name])),
  ];
}

const places = Object.values(document.paths)
  .flatMap((methods) => Object.values(methods))
  .flatMap(({ operationId, responses }) =>
    enumerationsIn(responses['200']!.content['application/json']!.schema).map((place) => ({
      operation: operationId as OperationName,
      place,
      name: `${operationId}: ${place.join('.')}`,
    })),
  );

/** The value with the unknown word at `place`; undefined where it has nothing there. */
function newer(value: Json, [name, ...rest]: Place): Json | undefined {
  if (name === undefined) return value === null ? undefined : unknown;
  if (typeof value !== 'object' || value === null) return undefined;
  if (name === '[]') {
    const [first, ...others] = value as Json[];
    const changed = first === undefined ? undefined : newer(first, rest);
    return changed === undefined ? undefined : [changed, ...others];
  }
  const members = value as { [member: string]: Json };
  const changed = newer(members[name] ?? null, rest);
  return changed === undefined ? undefined : { ...members, [name]: changed };
}

/** Transfers share their states, and take long to walk: one stands for all of them. */
const flows = allFlows.filter(
  (flow) => !guideFlows.has(flow) && !/^sync-.*(?<!browser-smartphone)$|^change-device$/.test(flow.id),
);
const someAccounts = [accounts.shared['mail set up'], accounts['per-device']['one device']];

const samplesOf = (operation: OperationName): Json[] =>
  (operation === 'getAccount'
    ? [accounts.shared['key renewed'], accounts.shared['app pending'], accounts['per-device']['sync pending']]
    : answerSamples[operation]({ method: 'mail', name: 'x' } as never)) as unknown as Json[];

/** A screen that nobody can leave, or that says what nobody understands. */
function faultsIn({ flow, nodes }: Graph, locale: 'en' | 'ja'): string[] {
  return nodes.flatMap(({ at, screen, effects }) => {
    const text = textsOf(screen, locale).join('\n');
    const isStuck =
      !effects.length && !offered(screen).length && !screen.links?.length && !('primary' in screen && screen.primary);
    const leads = effects.flatMap((effect) => (effect.effect === 'hand-over' ? [effect.flow] : []));
    return [
      ...(isStuck ? [`${flow.id}/${at} has no way on`] : []),
      ...(/hologram|undefined|null|NaN|\[object/.test(text) ? [`${flow.id}/${at} says ${text}`] : []),
      ...leads.filter((id) => !allFlows.some((each) => each.id === id)).map((id) => `${flow.id}/${at} leads to ${id}`),
    ];
  });
}

test('the enumerations of the document are found', () => {
  assert.deepEqual(
    places
      .filter(({ operation }) => operation === 'getAccount')
      .map(({ place }) => place.join('.'))
      .slice(0, 3),
    ['policy.secretModel', 'policy.app.algorithm', 'devices.[].kind'],
  );
  assert.ok(places.length >= 20, String(places.length));
});

for (const { operation, place, name } of places) {
  test(`an unknown word costs no screen: ${name}`, () => {
    const answers = samplesOf(operation).flatMap((sample) => newer(sample, place) ?? []);
    assert.ok(answers.length, 'no sample has a value there');
    for (const answer of answers) readShape(shapes[operation], answer);
    const faults = flows.flatMap((flow) => {
      const graph =
        operation === 'getAccount'
          ? walk(flow, contexts['computer']!, { accounts: answers as unknown as typeof fewAccounts })
          : walk(flow, contexts['computer']!, {
              accounts: someAccounts,
              samples: { ...answerSamples, [operation]: () => answers },
            });
      return faultsIn(graph, 'en');
    });
    assert.deepEqual([...new Set(faults)], []);
  });
}

test('members that nobody knows, wherever they are, are passed over', () => {
  const grown = (value: Json): Json => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(grown);
    return {
      ...Object.fromEntries(Object.entries(value).map(([name, member]) => [name, grown(member)])),
      [unknown]: [1],
    };
  };
  for (const { name } of operations.filter(({ name }) => name !== 'getOpenApi'))
    for (const sample of samplesOf(name))
      assert.deepEqual(readShape(shapes[name], grown(sample)), readShape(shapes[name], sample), name);
});

const account = accounts.shared['three devices'];
const playAccount = (flow: AnyFlow, changes: object) => play(flow).answer({ ...account, ...changes });

test('a device of another kind or system is listed as such, with what can be done about any device', () => {
  const [phone, ...others] = account.devices;
  const tablet = { ...phone!, kind: 'tablet', platform: 'visionos' };
  const list = playAccount(devicesFlow, { devices: [tablet, ...others] });
  assert.equal(list.row('d1').facts[0], 'Another kind of device');
  assert.deepEqual(
    list.row('d1').actions.map(({ label }) => label),
    ['Rename', 'Remove'],
  );
  const waiting = playAccount(devicesFlow, { devices: [{ ...tablet, needsSync: true }, ...others] });
  assert.deepEqual(
    waiting.row('d1').actions.map(({ label }) => label),
    ['Rename', 'Remove'],
  );
  const plain = playAccount(devicesFlow, { devices: [{ ...phone!, platform: 'visionos' }, ...others] });
  assert.equal(plain.row('d1').facts[0], 'Smartphone');
});

test('a way to prove oneself that nobody knows is not offered, and where there is no other the help desk is', () => {
  const begun = playAccount(stepUpFlow, { stepUp: { methods: ['passkey', 'mail'], freshUntil: null } });
  assert.ok(begun.screen.kind === 'choose' && begun.screen.choices.length === 1);
  begun.send('chose', { method: 'mail' });
  assert.deepEqual(begun.call.input, { method: 'mail' });
  const none = playAccount(stepUpFlow, { stepUp: { methods: ['passkey'], freshUntil: null } });
  assert.deepEqual(none.labels, ['Cancel']);
  assert.match(none.text, /ask the help desk/);
});

test('of a refusal that nobody knows, the screen tells what the service says', () => {
  const check = playAccount(checkCodeFlow, {}).type(canary.appCode);
  check.refuse({ code: 'bad_answer', title: 'The quota of this year is used up.' });
  assert.match(check.alert, /^The service says: “The quota of this year is used up\.” /);
});
