import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, posix } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { prepareCanary } from './canary.ts';
import { Visitor } from './visitor.ts';
import type { Language } from './words.ts';

/** The strictest page there is: it shows what it was sent, and connects to nothing. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; worker-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html";

const page = (language: string) => `<!doctype html><html lang="${language}"><title>Guide</title>
<script type="module" src="/mfa-elements/setup-wizard.js"></script>
<mfa-setup-wizard profile="kyoto-u" fragment="mfa"></mfa-setup-wizard>`;

export interface StaticSite {
  url: string;
  close(): void;
}

/** A page of static files with the wizard in it, and no back end anywhere. The files are those there are now. */
export async function startStaticSite(folder = 'dist/cdn'): Promise<StaticSite> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js'));
  const files = new Map(
    await Promise.all(
      names.map(async (name) => [posix.join('/mfa-elements', name), await readFile(join(folder, name))] as const),
    ),
  );
  const server = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://site.test');
    const body = pathname === '/' ? page(searchParams.get('lang') ?? 'en') : files.get(pathname);
    // Browsers ask for it by themselves.
    const status = body ? 200 : pathname === '/favicon.ico' ? 204 : 404;
    response.writeHead(status, {
      'content-type': pathname === '/' ? 'text/html; charset=utf-8' : 'text/javascript',
      'content-security-policy': policy,
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}

interface InPage {
  mfaTest: { violations: string[] };
  mfaEars: { heard: string[] };
}

/** Somebody on that page, and what the browser notices meanwhile. */
export interface Reader {
  visitor: Visitor;
  page: Page;
  /** What a page without a back end must not do: requests beyond its own script files, refusals, errors. */
  faults(): Promise<string[]>;
  /** Our events of this name, as far as they have been told. */
  heard(name: string): Promise<string[]>;
}

interface Opening extends BrowserContextOptions {
  language: Language;
  flow: string;
  /** Runs before the page goes anywhere. */
  prepare?: (page: Page) => Promise<unknown>;
}

/** Opens the page by a link that names the flow. */
export async function openGuide(
  browser: Browser,
  { url }: StaticSite,
  { language, flow, prepare, ...options }: Opening,
): Promise<Reader> {
  const context = await browser.newContext(options);
  await prepareCanary(context);
  await context.addInitScript({ path: 'test/support/in-page.js' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const { origin, pathname, search } = new URL(request.url());
    const isOwn = origin === url && request.method() === 'GET' && request.postData() === null;
    const isFile = pathname === '/' ? search === `?lang=${language}` : /^\/mfa-elements\/.*\.js$/.test(pathname);
    if (!isOwn || !isFile || (pathname !== '/' && search)) faults.push(`${request.method()} ${request.url()}`);
  });
  await prepare?.(page);
  await page.goto(`${url}/?lang=${language}#mfa=${flow}`);
  return {
    visitor: new Visitor(page, language),
    page,
    faults: async () => [...faults, ...(await page.evaluate(() => (window as unknown as InPage).mfaTest.violations))],
    heard: async (name) =>
      (await page.evaluate(() => (window as unknown as InPage).mfaEars.heard)).filter((text) =>
        text.startsWith(`${name} `),
      ),
  };
}
