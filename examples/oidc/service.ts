import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import * as client from 'openid-client';

interface Options {
  /** Its own address, without a slash at the end. */
  url: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

interface Pending {
  verifier: string;
  state: string;
  nonce: string;
}

/** A service of the university that only people with two factors may use, by the authorization code flow with PKCE. */
export async function protectedService({ url, issuer, clientId, clientSecret }: Options): Promise<Hono> {
  // An example on one machine speaks http. Leave this out.
  const execute = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  const config = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute });
  // Of one process. A real service keeps both where all of its processes see them.
  const pending = new Map<string, Pending>();
  const sessions = new Map<string, client.IDToken>();
  const cookie = { httpOnly: true, sameSite: 'Lax', secure: url.startsWith('https:'), path: '/' } as const;
  const app = new Hono();

  app.get('/', async (c) => {
    const who = sessions.get(getCookie(c, 'service') ?? '');
    if (who) {
      const how = (who['amr'] as string[] | undefined)?.join(', ');
      return c.html(html`<!doctype html><title>Service</title><p>Signed in as <b>${who.sub}</b> (${how}).</p>`);
    }
    const [id, verifier] = [randomBytes(16).toString('hex'), client.randomPKCECodeVerifier()];
    const [state, nonce] = [client.randomState(), client.randomNonce()];
    pending.set(id, { verifier, state, nonce });
    setCookie(c, 'pending', id, { ...cookie, maxAge: 600 });
    const to = client.buildAuthorizationUrl(config, {
      redirect_uri: `${url}/callback`,
      scope: 'openid',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...(c.req.query('lang') && { ui_locales: c.req.query('lang')! }),
      // Whoever wants a fresh sign-in asks for it; the identity provider then asks for both factors anew.
      ...(c.req.query('fresh') !== undefined && { max_age: '0' }),
    });
    return c.redirect(to.href);
  });

  app.get('/callback', async (c) => {
    const id = getCookie(c, 'pending') ?? '';
    const begun = pending.get(id);
    if (!begun) return c.text('Begin again.', 400);
    pending.delete(id);
    const { search } = new URL(c.req.url);
    const tokens = await client.authorizationCodeGrant(config, new URL(`${url}/callback${search}`), {
      pkceCodeVerifier: begun.verifier,
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      idTokenExpected: true,
    });
    const who = tokens.claims()!;
    const methods = who['amr'];
    if (!Array.isArray(methods) || !methods.includes('mfa')) return c.text('This service needs a second factor.', 403);
    const session = randomBytes(16).toString('hex');
    sessions.set(session, who);
    setCookie(c, 'service', session, cookie);
    return c.redirect('/');
  });
  return app;
}
