import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { getRequestListener } from '@hono/node-server';
import { exportJWK, generateKeyPair } from 'jose';
import { identityProvider } from './identity-provider.ts';
import { secondFactor } from './second-factor.ts';
import { protectedService } from './service.ts';

// MFA_URL: the operations of the sign-in; MFA_KEY: a key of a service with the rights factors, challenge and verify.
const { MFA_URL = '', MFA_KEY = '', PASSWORD = '', SET_UP_PAGE = 'http://localhost:5173/' } = process.env;
if (!MFA_URL || !MFA_KEY || !PASSWORD) throw new Error('Set MFA_URL, MFA_KEY and PASSWORD (one for everybody).');

const [issuer, url] = ['http://localhost:5301', 'http://localhost:5302'];
const service = { clientId: 'service', clientSecret: randomBytes(32).toString('hex') };
const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const provider = identityProvider({
  issuer,
  clients: [{ client_id: service.clientId, client_secret: service.clientSecret, redirect_uris: [`${url}/callback`] }],
  secondFactor: secondFactor({ url: MFA_URL, key: MFA_KEY }),
  // Your directory.
  knows: async (account, password) => account !== '' && password === PASSWORD,
  setUpPage: SET_UP_PAGE,
  // Here the page with the elements has a sign-in of its own.
  setUpClient: '',
  cookieKeys: [randomBytes(32).toString('hex')],
  signingKey: { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'one' },
});
createServer(provider.callback()).listen(5301, 'localhost', async () => {
  const app = await protectedService({ url, issuer, ...service });
  createServer(getRequestListener(app.fetch)).listen(5302, 'localhost', () => console.log(`Open ${url}/`));
});
