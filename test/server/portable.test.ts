import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Every file of ours, and every package, that runs when `entry` is imported; types leave no trace. */
function reach(entry: URL, seen = new Map<string, string[]>()): Map<string, string[]> {
  if (seen.has(entry.href)) return seen;
  const imports = readFileSync(entry, 'utf8').matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from '([^']+)';/gms);
  const targets = [...imports].map(([, target]) => target!);
  seen.set(
    entry.href,
    targets.filter((target) => !target.startsWith('.')),
  );
  for (const target of targets) if (target.startsWith('.')) reach(new URL(target, entry), seen);
  return seen;
}

test('the handler runs wherever there is WebCrypto: nothing it imports belongs to Node or to one database', () => {
  const packages = new Set([...reach(new URL('../../src/server/handler.ts', import.meta.url)).values()].flat());
  assert.deepEqual([...packages].sort(), ['drizzle-orm', 'drizzle-orm/pg-core', 'hono', 'otpauth', 'zod/mini']);
});
