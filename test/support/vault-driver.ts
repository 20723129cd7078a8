import { build } from 'vite';
import type { BrowserContext, Page } from 'playwright-core';
import type * as inPage from './vault-in-page.ts';

let bundle: Promise<string> | undefined;

/** The vault alone, as a module for a page; `vault-in-page.ts` has what a test may ask it. */
async function make(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'test/support/vault-in-page.ts', formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [{ output }] = built as unknown as [{ output: [{ code: string }] }];
  return output[0].code;
}

const path = '/vault-in-page.js';

/** Pages of this context can be asked for the vault by `inVault`. Call it before a page goes anywhere. */
export async function serveVault(context: BrowserContext): Promise<void> {
  const body = await (bundle ??= make());
  await context.route(`**${path}`, (route) => route.fulfill({ body, contentType: 'text/javascript' }));
}

export type InPage = typeof inPage;

/** Lets the vault of the page do something: the same vault as that of the element there, in another instance. */
export const inVault = <Input, Answer>(
  page: Page,
  work: (vault: InPage, input: Input) => Promise<Answer>,
  input: Input,
): Promise<Answer> =>
  page.evaluate(
    `import(${JSON.stringify(path)}).then((vault) => (${work.toString()})(vault, ${JSON.stringify(input)}))`,
  );
