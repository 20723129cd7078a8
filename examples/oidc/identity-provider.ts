import { randomBytes } from 'node:crypto';
import { URLSearchParams } from 'node:url';
import { Provider, type ClientMetadata, type Interaction, type JWK } from 'oidc-provider';
import { codePage, passwordPage, wordsOf, type Language } from './pages.ts';
import type { Asker, SecondFactor } from './second-factor.ts';

type ProviderContext = Parameters<Parameters<Provider['use']>[0]>[0];

interface Options {
  /** Its own address, without a slash at the end. */
  issuer: string;
  clients: ClientMetadata[];
  secondFactor: SecondFactor;
  /** Whether account name and password belong together. */
  knows: (account: string, password: string) => Promise<boolean>;
  /** Where somebody sets up who has to before they go on; it gets the way back as `return`. */
  setUpPage: string;
  /** The client that this page is: whoever has nothing yet gets there with a password alone. */
  setUpClient: string;
  /** Sign the cookies; the first signs, all are accepted. */
  cookieKeys: string[];
  /** Signs the tokens. It has to outlive the process. */
  signingKey: JWK;
}

/** What was proven so far, kept with the interaction itself: no cookie and no field of a form says it. */
interface Proven {
  account: string;
}

const maxFormBytes = 4_000;
/** Seconds. */
const minute = 60;

/** How the person signed in (RFC 8176); `acr` names the same for services that ask for a level. */
const levels = {
  password: { acr: 'urn:example:password', amr: ['pwd'] },
  twoFactors: { acr: 'urn:example:two-factors', amr: ['pwd', 'otp', 'mfa'] },
} as const;

/** OpenID Connect with a password and then our second factor, on two pages of its own. */
export function identityProvider({
  issuer,
  clients,
  secondFactor,
  knows,
  setUpPage,
  setUpClient,
  cookieKeys,
  signingKey,
}: Options): Provider {
  const provider = new Provider(issuer, {
    clients,
    cookies: { keys: cookieKeys },
    acrValues: [levels.password.acr, levels.twoFactors.acr],
    jwks: { keys: [signingKey] },
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time'] },
    ttl: {
      Interaction: 15 * minute,
      Session: 8 * 60 * minute,
      Grant: 8 * 60 * minute,
      AccessToken: 10 * minute,
      IdToken: 10 * minute,
    },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    // The services are the university’s own: nobody is asked whether they may know who signs in.
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });

  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/sign-in/')) return next();
    const interaction = await provider.interactionDetails(ctx.req, ctx.res);
    if (ctx.path !== `/sign-in/${interaction.uid}`) return ctx.throw(404);
    if (ctx.method === 'GET') return show(ctx, interaction);
    if (ctx.method !== 'POST') return ctx.throw(405);
    return step(ctx, interaction, await formOf(ctx));
  });
  return provider;

  async function show(ctx: ProviderContext, interaction: Interaction, say?: string): Promise<void> {
    const nonce = randomBytes(16).toString('base64');
    const framed = { language: languageOf(ctx, interaction), nonce, at: ctx.path, say };
    const proven = provenIn(interaction);
    const page = proven
      ? codePage(framed, (await secondFactor.factors(askerOf(ctx, interaction, proven))).factors)
      : passwordPage(framed);
    ctx.type = 'html';
    ctx.set('content-security-policy', `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'`);
    ctx.set('cache-control', 'no-store');
    ctx.body = String(await page);
  }

  async function step(ctx: ProviderContext, interaction: Interaction, form: URLSearchParams): Promise<void> {
    const proven = provenIn(interaction);
    const say = wordsOf(languageOf(ctx, interaction));
    if (!proven) {
      const [account = '', password = ''] = [form.get('account') ?? '', form.get('password') ?? ''];
      if (!(await knows(account, password))) return show(ctx, interaction, say.wrongPassword);
      const { factors, setUp } = await secondFactor.factors(askerOf(ctx, interaction, { account }));
      if (setUp === 'due' && interaction.params['client_id'] !== setUpClient)
        return ctx.redirect(`${setUpPage}?${new URLSearchParams({ return: interaction.returnTo })}`);
      if (!factors.length) return finish(ctx, account, levels.password);
      interaction.result = { proven: { account } satisfies Proven };
      await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
      return show(ctx, interaction);
    }
    const asker = askerOf(ctx, interaction, proven);
    if (form.has('send'))
      return show(ctx, interaction, say.sent((await secondFactor.sendCode(asker, interaction.uid)).address));
    const verdict = await secondFactor.verify(asker, interaction.uid, form.get('code') ?? '');
    return verdict.result
      ? finish(ctx, proven.account, levels.twoFactors)
      : show(ctx, interaction, verdict.say ?? undefined);
  }

  /** `auth_time` of the tokens is now; a service that asks for `max_age` or `prompt=login` comes here again. */
  async function finish(ctx: ProviderContext, accountId: string, { acr, amr }: (typeof levels)[keyof typeof levels]) {
    const login = { accountId, acr, amr: [...amr], remember: false };
    await provider.interactionFinished(ctx.req, ctx.res, { login }, { mergeWithLastSubmission: false });
    // The answer has been written to the response itself.
    ctx.respond = false;
  }
}

const provenIn = ({ result }: Interaction): Proven | undefined => result?.['proven'] as Proven | undefined;

function languageOf(ctx: ProviderContext, { params }: Interaction): Language {
  const wished = typeof params['ui_locales'] === 'string' ? params['ui_locales'] : '';
  return /^ja\b/.test(wished) || (!wished && ctx.acceptsLanguages('en', 'ja') === 'ja') ? 'ja' : 'en';
}

const askerOf = (ctx: ProviderContext, interaction: Interaction, { account }: Proven): Asker => ({
  subject: account,
  // Behind a proxy of yours: `provider.proxy = true`, and the proxy sets `X-Forwarded-For`.
  address: ctx.ip,
  agent: (ctx.get('user-agent') || 'unknown').slice(0, 200),
  language: languageOf(ctx, interaction),
});

async function formOf(ctx: ProviderContext): Promise<URLSearchParams> {
  let text = '';
  for await (const part of ctx.req) {
    text += String(part);
    if (text.length > maxFormBytes) ctx.throw(413);
  }
  return new URLSearchParams(text);
}
