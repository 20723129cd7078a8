import { fileURLToPath } from 'node:url';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import type { Locale } from '../../localization/languages.ts';
import type { CookieSessions } from '../index.ts';
import { appManifest, appPath, appWorker, manifestPath, workerPath } from './app-shell.ts';
import { builtPages } from './element-pages.ts';
import { languageOf } from './language.ts';
import { layout, type Page, type PageContext } from './layout.ts';
import { localPath } from './local-path.ts';
import type { Mailbox } from './mailbox.ts';
import { elementPage } from './pages/element.ts';
import { homePage } from './pages/home.ts';
import { mailboxPage } from './pages/mailbox.ts';
import { isOwn, ownHost } from './own-requests.ts';
import { notFoundPage } from './pages/not-found.ts';
import { signInPage } from './pages/sign-in.ts';
import { isAccountName } from './people.ts';
import { appPageHeaders, pageHeaders, workerHeaders } from './security-headers.ts';
import { staticFiles } from './static-files.ts';

interface Parts {
  /** Answers everything below `/api/mfa/`. */
  api: (request: Request) => Promise<Response>;
  health: () => Promise<Response>;
  sessions: CookieSessions;
  /** Null when mail goes to a server of somebody else. */
  mailbox: Mailbox | null;
  /** The built browser files. */
  cdnFolder: string;
  /** Names of this server beside those of the machine itself. */
  hosts?: readonly string[];
}

const assets = fileURLToPath(new URL('./assets', import.meta.url));

/** The whole demo as one function from request to response; it owns no port and no clock. */
export function createDemoApp({ api, health, sessions, mailbox, cdnFolder, hosts = [] }: Parts): Hono {
  const app = new Hono();
  app.use(ownHost(hosts));
  const elementFiles = staticFiles(cdnFolder);
  const ownFiles = staticFiles(assets);

  async function contextOf(c: Context): Promise<PageContext> {
    const query = c.req.query('lang');
    const language = languageOf({ query, cookie: getCookie(c, 'lang'), accept: c.req.header('accept-language') });
    if (query === language) setCookie(c, 'lang', language, { path: '/', sameSite: 'Lax', maxAge: 31_536_000 });
    const session = await sessions(c.req.raw);
    return {
      language,
      url: new URL(c.req.url),
      person: session?.subject ?? null,
      elementPages: builtPages(cdnFolder),
      hasMailbox: mailbox !== null,
    };
  }

  function show(c: Context, context: PageContext, page: Page, status: 200 | 404 = 200): Response {
    return c.html(layout(context, page), status, c.req.path === appPath ? appPageHeaders : pageHeaders);
  }

  /** As it is kept for use without a connection: whoever is signed in is not on it. */
  function appPageFor(language: Locale, origin: string): string {
    const elementPages = builtPages(cdnFolder);
    const url = new URL(`${appPath}?lang=${language}`, origin);
    const context = { language, url, person: null, elementPages, hasMailbox: mailbox !== null };
    const page = elementPages.find(({ path }) => path === appPath)!;
    return layout(context, elementPage(context, page));
  }

  async function notFound(c: Context): Promise<Response> {
    const context = await contextOf(c);
    return show(c, context, notFoundPage(context), 404);
  }

  app.all('/api/mfa/*', (c) => api(c.req.raw));
  app.get('/healthz', () => health());
  app.get('/mfa-elements/*', async (c) => {
    return (await elementFiles(c.req.raw, c.req.path.slice('/mfa-elements/'.length))) ?? c.text('Not found', 404);
  });

  app.get(manifestPath, (c) => {
    const language = languageOf({ query: c.req.query('lang'), cookie: undefined, accept: undefined });
    return c.body(JSON.stringify(appManifest(language)), 200, { 'content-type': 'application/manifest+json' });
  });
  app.get(workerPath, async (c) => {
    if (!builtPages(cdnFolder).some(({ path }) => path === appPath)) return notFound(c);
    const pageFor = (language: Locale) => appPageFor(language, c.req.url);
    return c.body(await appWorker({ assets, cdnFolder, pageFor }), 200, workerHeaders);
  });

  /** The page sends the chosen person as a form. An address with a name in it is for programs, and for typing. */
  async function signIn(c: Context, { user, return: wish }: Record<string, string | File>): Promise<Response> {
    const returnTo = localPath(typeof wish === 'string' ? wish : undefined, new URL(c.req.url).host);
    if (typeof user === 'string' && isAccountName(user) && isOwn(c.req.raw)) {
      c.header('set-cookie', await sessions.issue({ subject: user, label: user }, c.req.raw), { append: true });
      return c.redirect(returnTo, 303);
    }
    const context = await contextOf(c);
    return show(c, context, signInPage(context, returnTo));
  }
  app.get('/sign-in', (c) => signIn(c, c.req.query()));
  app.post('/sign-in', bodyLimit({ maxSize: 10_000 }), async (c) => signIn(c, await c.req.parseBody()));
  app.post('/sign-out', (c) => {
    if (isOwn(c.req.raw)) c.header('set-cookie', sessions.clear(c.req.raw), { append: true });
    return c.redirect('/', 303);
  });

  if (mailbox) {
    app.get('/mailbox', async (c) => {
      const context = await contextOf(c);
      return show(c, context, mailboxPage(context, mailbox.list()));
    });
    app.get('/mailbox.json', (c) => c.json(mailbox.list(c.req.query('to')), 200, { 'cache-control': 'no-store' }));
  }

  app.get('*', async (c) => {
    const file = await ownFiles(c.req.raw, c.req.path.slice(1));
    if (file) return file;
    const context = await contextOf(c);
    if (c.req.path === '/') return show(c, context, homePage(context));
    const page = context.elementPages.find(({ path }) => path === c.req.path);
    return page ? show(c, context, elementPage(context, page)) : notFound(c);
  });
  app.notFound(notFound);
  return app;
}
