import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Copy } from '../support/copy.ts';

let copy: Copy;
before(() => {
  copy = new Copy();
});
after(() => copy.remove());

test('whatever can be new compiles as it is made, and says what is left to do', () => {
  const usage = copy.make().output;
  const kinds = [...usage.matchAll(/npm run new -- (\S+) (\S+)/g)].map(([, kind, name]) => [kind!, name!]);
  assert.ok(kinds.length >= 4, usage);
  for (const [kind, name] of kinds.filter(([kind]) => kind !== 'language')) {
    const { status, output } = copy.make(kind!, name!);
    assert.equal(status, 0, output);
    assert.match(output, /Left to do:\n1\. /);
  }
  const { status, output } = copy.run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
  assert.equal(status, 0, output);
});

test('the flow that was made passes its test, and is told by name that it is not translated', () => {
  const { status, output } = copy.run('--import', 'tsx', '--test', 'test/flows/my-flow.test.ts');
  assert.equal(status, 0, output);
  assert.match(output, /^# pass 2$/m);
  assert.match(copy.generate().output, /^ja: not translated: \S+ The first screen of my-flow$/m);
});

test('what is there already, or has no fit name, is refused and nothing is written', () => {
  for (const [kind, name, answer] of [
    ['language', 'ja', /ja is there already/],
    ['language', 'zz', /nobody has registered/],
    ['language', 'english', /is no language/],
    ['flow', 'my-flow', /my-flow is there already/],
    ['flow', '../mail', /is no id/],
    ['app', 'my-app', /my-app is there already/],
    ['operation', 'myOperation', /myOperation is there already/],
    ['operation', 'ring-device', /is no name of an operation/],
    ['planet', 'x', /What shall be new\?/],
  ] as const) {
    const { status, output } = copy.make(kind, name);
    assert.equal(status, 1, output);
    assert.match(output, answer);
  }
});
