import assert from 'node:assert/strict';
import test from 'node:test';
import type { VaultKeys } from '../../src/vault/envelope.ts';
import type { AutoLock } from '../../src/vault/locks/auto-lock.ts';
import { Keys, type Held } from '../../src/vault/locks/keys.ts';

const held = (id: string): Held => ({ id, keys: {} as VaultKeys });

/** The keys, with a watch that runs out when the test says so. */
class Tab {
  isOver = false;
  guards = 0;
  readonly keys = new Keys({ lock: () => undefined, used: () => undefined });
  readonly Guard: typeof AutoLock;

  constructor() {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const tab = this;
    this.Guard = class {
      constructor() {
        tab.guards++;
        tab.isOver = false;
      }
      get isOver() {
        return tab.isOver;
      }
      stop() {
        tab.guards--;
      }
    } as unknown as typeof AutoLock;
  }
}

const acts: Record<string, (tab: Tab) => unknown> = {
  'opens A': ({ keys }) => keys.hold(held('A')),
  'opens B': ({ keys }) => keys.hold(held('B')),
  'hears of B': ({ keys }) => keys.hear(held('B')),
  'finds A': ({ keys }) => keys.settle('A'),
  'finds B': ({ keys }) => keys.settle('B'),
  'finds none': ({ keys }) => keys.settle(undefined),
  'is guarded': ({ keys, Guard }) => keys.guardBy(Guard),
  'is not guarded': ({ keys }) => keys.guardBy(undefined),
  'is left alone': (tab) => (tab.isOver = tab.guards > 0),
  forgets: ({ keys }) => keys.forget(),
};

/** Every row of acts of this length. */
function* rows(length: number): Generator<string[]> {
  if (length === 0) return yield [];
  for (const row of rows(length - 1)) for (const act of Object.keys(acts)) yield [...row, act];
}

/** Keys that may be there after these acts: what the class has to agree with. */
function expected(row: readonly string[]): string | undefined {
  let [current, next, isGuarded, isOver] = [
    undefined as string | undefined,
    undefined as string | undefined,
    false,
    false,
  ];
  const forget = (): void => void ([current, next, isGuarded, isOver] = [undefined, undefined, false, false]);
  for (const act of row) {
    const name = act.slice(-1);
    if (act.startsWith('opens')) current = name;
    else if (act.startsWith('hears')) next = name;
    else if (act.startsWith('finds')) {
      if (isOver) forget();
      const id = name === 'e' ? undefined : name;
      if (current !== id) {
        current = id !== undefined && next === id ? id : undefined;
        if (current === undefined) isGuarded = false;
      }
    } else if (act === 'is guarded' && current && !isGuarded) [isGuarded, isOver] = [true, false];
    else if (act === 'is not guarded') [isGuarded, isOver] = [false, false];
    else if (act === 'is left alone') isOver = isGuarded;
    else if (act === 'forgets') forget();
  }
  return isOver ? undefined : current;
}

test('whatever happens, only the keys of the vault that is stored count, and none once the time is over', () => {
  for (const row of rows(5)) {
    const tab = new Tab();
    for (const act of row) acts[act]!(tab);
    assert.equal(tab.keys.current?.id, expected(row), row.join(', '));
    assert.ok(tab.guards <= 1, row.join(', '));
    tab.keys.forget();
    assert.deepEqual([tab.keys.current, tab.guards], [undefined, 0], row.join(', '));
    // What was forgotten does not come back.
    assert.deepEqual([tab.keys.settle('A'), tab.keys.settle('B')], [undefined, undefined], row.join(', '));
  }
});

test('keys that another tab tells of count when the vault is theirs, and not before', () => {
  const { keys } = new Tab();
  keys.hear(held('A'));
  assert.equal(keys.current, undefined);
  assert.equal(keys.settle('B'), undefined);
  assert.equal(keys.settle('A')?.id, 'A');
});

test('a watch goes on while the vault key changes', () => {
  const tab = new Tab();
  const { keys, Guard } = tab;
  keys.hold(held('A'));
  keys.guardBy(Guard);
  keys.hear(held('B'));
  assert.equal(keys.settle('B')?.id, 'B');
  assert.equal(tab.guards, 1);
  tab.isOver = true;
  assert.equal(keys.current, undefined);
});
