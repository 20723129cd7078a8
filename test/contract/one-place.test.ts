import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

/** Whatever has to answer when the contract grows. */
const answering = [
  'src/contract/generated/calls.ts',
  'src/flows/common/problem-words.ts',
  'src/flows/interruptions/step-up.flow.ts',
  'src/server/routes/routes.ts',
  'src/server/store/idempotency.ts',
];

const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: { compilerOptions: object } };
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
const unchanged = new Map<string, ts.SourceFile | undefined>();

/** Which of them no longer compile once `row` stands first in the table of this file. */
function complaining(path: string, row: string): string[] {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version) => {
    if (resolve(name) === resolve(path)) {
      const text = ts.sys.readFile(path)!.replace(/^(export const \w+ = \{)$/m, `$1\n${row}`);
      return ts.createSourceFile(name, text, version);
    }
    if (!unchanged.has(name)) unchanged.set(name, getSourceFile(name, version));
    return unchanged.get(name);
  };
  const program = ts.createProgram([...answering, path], options, host);
  assert.ok(program.getSourceFile(path)!.text.includes(row), 'The row is in the table');
  return [...answering, path].filter((name) => program.getSemanticDiagnostics(program.getSourceFile(name)).length);
}

const rowWith = (columns: string): string => `
  ringDevice: {
    at: 'POST devices/{id}/ring',
    input: z.object({ id }),
    output: z.object({ device }),
    problems: ['not_found'],
    changes: 'account',
    summary: { en: 'Make a device ring.', ja: 'デバイスの音を鳴らします。' },
    ${columns}
  },
`;
const devices = 'src/contract/operations/devices.ts';

test('a new operation compiles when the back end does it and the browser’s part is generated, and not before', () => {
  assert.deepEqual(complaining(devices, rowWith('')), [
    'src/contract/generated/calls.ts',
    'src/server/routes/routes.ts',
  ]);
});

test('one that asks for a fresh proof wants the words that say what the proof is for', () => {
  assert.deepEqual(complaining(devices, rowWith('stepUp: true,')), [
    'src/contract/generated/calls.ts',
    'src/flows/interruptions/step-up.flow.ts',
    'src/server/routes/routes.ts',
  ]);
});

test('one whose answer shows a secret wants the moment when the kept answer is forgotten', () => {
  const row = rowWith('').replace('z.object({ device })', 'z.object({ keys: z.array(secretText()) })');
  assert.deepEqual(complaining('src/contract/operations/recovery.ts', row.replace('z.object({ id })', 'nothing')), [
    'src/contract/generated/calls.ts',
    'src/server/routes/routes.ts',
    'src/server/store/idempotency.ts',
  ]);
});

test('a new problem code wants its words on the screen', () => {
  const row = "out_of_reach: { status: 409, title: { en: 'The device is out of reach.', ja: '届きません。' } },";
  assert.deepEqual(complaining('src/contract/problems.ts', row), ['src/flows/common/problem-words.ts']);
});
