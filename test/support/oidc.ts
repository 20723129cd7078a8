import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { exportJWK, generateKeyPair } from 'jose';
import { identityProvider } from '../../examples/oidc/identity-provider.ts';
import { secondFactor } from '../../examples/oidc/second-factor.ts';
import { protectedService } from '../../examples/oidc/service.ts';
import { freePort } from './free-port.ts';

export interface Oidc {
  serviceUrl: string;
  issuer: string;
  /** A browser of somebody: its cookies, and nothing more. */
  browser(): Browser;
  stop(): Promise<void>;
}

export interface Page {
  url: string;
  status: number;
  text: string;
  /** Where it led to outside of provider and service, where the browser does not go. */
  away: string | null;
}

/** Follows redirects and keeps cookies by host and path, as far as the two servers need it. */
export class Browser {
  readonly #inside: readonly string[];
  readonly #cookies = new Map<string, string>();

  constructor(...inside: string[]) {
    this.#inside = inside;
  }

  /** As if the cookies of one server had run out. */
  forget(origin: string): void {
    for (const name of this.#cookies.keys()) if (name.startsWith(`${origin} `)) this.#cookies.delete(name);
  }

  async open(url: string, form?: Record<string, string>, headers: Record<string, string> = {}): Promise<Page> {
    let to = url;
    let body = form && new URLSearchParams(form);
    for (let hops = 0; hops < 20; hops++) {
      const { origin } = new URL(to);
      if (!this.#inside.includes(origin)) return { url: to, status: 0, text: '', away: to };
      const cookie = [...this.#cookies]
        .filter(([name]) => name.startsWith(`${origin} `))
        .map(([name, value]) => `${name.slice(origin.length + 1)}=${value}`)
        .join('; ');
      const response: Response = await fetch(to, {
        method: body ? 'POST' : 'GET',
        ...(body && { body }),
        headers: { ...headers, ...(cookie && { cookie }) },
        redirect: 'manual',
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value, rest] = /^([^=]+)=([^;]*)(.*)$/.exec(line)!;
        if (value && !/expires=Thu, 01 Jan 1970/i.test(rest!)) this.#cookies.set(`${origin} ${name}`, value);
        else this.#cookies.delete(`${origin} ${name}`);
      }
      const next = response.headers.get('location');
      if (!next) return { url: to, status: response.status, text: await response.text(), away: null };
      await response.body?.cancel();
      to = new URL(next, to).href;
      body = undefined;
    }
    throw new Error(`${url} leads in a circle`);
  }
}

/** The example as it is, on ports of its own: everybody’s password is `the password of NAME`. */
export async function startOidc(mfa: { url: string; key: string }): Promise<Oidc> {
  const [issuer, serviceUrl] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
  const client = { clientId: 'service', clientSecret: 'a secret of the service' };
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = identityProvider({
    issuer,
    clients: [
      { client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [`${serviceUrl}/callback`] },
    ],
    secondFactor: secondFactor(mfa),
    knows: async (account, password) => password === `the password of ${account}`,
    setUpPage: 'https://mfa.example.org/set-up',
    setUpClient: 'elements',
    cookieKeys: ['a key of the cookies'],
    signingKey: { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'one' },
  });
  const listen = async (listener: Parameters<typeof createServer>[1], url: string): Promise<Server> => {
    const server = createServer(listener!).listen(Number(new URL(url).port), '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  const servers = [await listen(provider.callback(), issuer)];
  const app = await protectedService({ url: serviceUrl, issuer, ...client });
  servers.push(await listen(getRequestListener(app.fetch), serviceUrl));
  return {
    serviceUrl,
    issuer,
    browser: () => new Browser(issuer, serviceUrl),
    async stop() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
    },
  };
}
