import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { withoutNodeCrypto } from '../../vite.config.ts';

const { pairing: limit } = JSON.parse(readFileSync('budgets.json', 'utf8')) as { pairing: number };

/** What a browser downloads for a pairing, all of ours and of the library in it. */
async function bundle(): Promise<string> {
  const results = (await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [withoutNodeCrypto],
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: ['src/pairing/session.ts', 'src/pairing/code.ts'],
        formats: ['es'],
      },
      rolldownOptions: { output: { minify: true, comments: false } },
    },
  })) as Rolldown.RolldownOutput[];
  return results.flatMap(({ output }) => output.map((file) => (file.type === 'chunk' ? file.code : ''))).join('\n');
}

test(`a pairing is at most ${limit} bytes, and nothing in it is refused by a strict page`, async (t) => {
  const code = await bundle();
  const bytes = brotliCompressSync(code).length;
  t.diagnostic(`${bytes} of ${limit} bytes`);
  assert.ok(bytes <= limit, `${bytes} bytes`);
  assert.doesNotMatch(code, /\beval\(|new Function|["'`]node:|\brequire\(|https?:\/\//);
});
