import { spawnSync } from 'node:child_process';
import { contract } from '../../src/contract/table.ts';
import { create, insertBefore } from './edit.ts';

/** Where an operation and what belongs to it stand. */
const places = {
  rows: (id: string) => `src/contract/operations/${id}.ts`,
  route: (id: string) => `src/server/routes/${id}.ts`,
  suite: (id: string) => `test/server/suites/${id}.ts`,
  table: 'src/contract/table.ts',
  routes: 'src/server/routes/routes.ts',
  suites: 'test/server/stores.test.ts',
};

const rowsText = (name: string, id: string): string => `
import * as z from 'zod/mini';
import type { Rows } from '../operation.ts';
import { id, nothing } from '../schemas.ts';

export const ${name}Rows = {
  ${name}: {
    at: 'POST ${id}/{id}',
    input: z.object({ id }),
    output: nothing,
    problems: ['not_found'],
    changes: 'account',
    summary: { en: 'What ${name} does with a device.', ja: 'デバイスに対する ${name} の内容を書きます。' },
  },
} as const satisfies Rows;
`;

const routeText = (name: string): string => `
import type { Change } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { devices } from '../store/store.ts';

export const ${name}: Change<'${name}'> = {
  async change({ database, personId }, { id }) {
    const listed = await devices.listDevices(database, personId);
    if (!listed.some((device) => device.id === id)) throw new Refusal('not_found');
    return {};
  },
};
`;

const suiteText = (name: string): string => `
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backend } from '../../support/backends.ts';
import { makeWorld, setUp } from '../../support/world.ts';

export function ${name}Suite(backend: Backend): void {
  test('${name}: a device of the person, and none else', async () => {
    const world = makeWorld(await backend.fresh());
    const [alice, bob] = [await world.signIn('alice'), await world.signIn('bob')];
    const { deviceId: id } = await setUp(world, alice);
    assert.deepEqual(await alice.ask('${name}', { id }), {});
    assert.equal((await bob.refusal('${name}', { id })).code, 'not_found');
  });
}
`;

/** `ringDevice` → `ring-device`. */
const fileOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** An operation on a device of the person, known everywhere an operation has to be known. */
export async function newOperation(name: string): Promise<string[]> {
  if (!/^[a-z]+([A-Z][a-z]+)*$/.test(name))
    throw new Error(`“${name}” is no name of an operation: use camel case, a verb first, as in ringDevice.`);
  if (Object.hasOwn(contract, name)) throw new Error(`${name} is there already.`);
  const id = fileOf(name);
  await create(places.rows(id), rowsText(name, id));
  await create(places.route(id), routeText(name));
  await create(places.suite(id), suiteText(name));
  await insertBefore(places.table, '\nexport const contract', `import { ${name}Rows } from './operations/${id}.ts';\n`);
  await insertBefore(places.table, '};', `...${name}Rows,\n`);
  await insertBefore(places.routes, '\n/** Every operation', `import * as ${name} from './${id}.ts';\n`);
  await insertBefore(places.routes, '};', `...${name},\n`);
  await insertBefore(places.suites, '\n/** In one process', `import { ${name}Suite } from './suites/${id}.ts';\n`);
  await insertBefore(places.suites, '});', `describe('${name}', () => ${name}Suite(backend));\n`);
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/generate.ts'], { stdio: 'inherit' });
  return [
    `Say in ${places.rows(id)} where it lives, what goes in and out, and what it changes. docs/en/add-an-operation.md says how.`,
    `Do it in ${places.route(id)}, and tell in ${places.suite(id)} what it means.`,
    'For a problem of its own: a row in src/contract/problems.ts, and its words in src/flows/common/problem-words.ts.',
    'Run npm run generate, then npm test -- contract client server.',
  ];
}
