import { profile as kyotoU } from '../../src/profiles/kyoto-u.ts';
import { profile as neutral } from '../../src/profiles/neutral.ts';
import { deepEqual, equal, lacks, match } from '../support/expect.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { mount, stub, type Mounted } from '../support/mounted.ts';

const ours = { ...neutral, name: { en: 'Example University', ja: '例大学' } };

/** The first screen of manual 1 names the institution. */
const mountMail = (profile: string | object | undefined, lang = 'en'): Promise<Mounted> =>
  mount({ flow: 'mail', profile, lang });

/** The page's own `fetch` answers this; what it was asked for is returned. */
function pageFetches(answer: () => Response): { address: string; init: RequestInit | undefined }[] {
  const asked: { address: string; init: RequestInit | undefined }[] = [];
  stub(window, 'fetch', async (address: string, init?: RequestInit) => {
    asked.push({ address, init });
    return answer();
  });
  return asked;
}

describe('the profile', () => {
  it('may be one of ours by name', async () => {
    match((await mountMail('kyoto-u')).text, /sign in to Kyoto University without/);
    match((await mountMail('kyoto-u', 'ja')).text, /京都大学/);
  });

  it('is a neutral one when none is named', async () => {
    const wizard = await mountMail(undefined);
    match(wizard.text, /sign in to your institution without/);
    deepEqual(wizard.toldOf('mfa-error'), []);
  });

  it('may be an object', async () => {
    match((await mountMail(ours)).text, /Example University/);
    match((await mountMail(ours, 'ja')).text, /例大学/);
  });

  it('falls back to English where it lacks a language', async () => {
    match((await mountMail({ ...ours, name: { en: 'Example University' } }, 'ja')).text, /Example University/);
  });

  it('may be the address of a JSON file, fetched once and without cookies', async () => {
    const asked = pageFetches(() => Response.json(ours));
    const wizard = await mountMail('/profiles/example.json');
    match(wizard.text, /Example University/);
    await wizard.submit('taro@example.org');
    deepEqual(asked, [{ address: '/profiles/example.json', init: { credentials: 'omit' } }]);
  });
});

const hostile: Record<string, object> = {
  'an empty object': {},
  'a script as an address': { ...kyotoU, links: { contact: { en: 'javascript:alert(1)' } } },
  'an address of data': { ...kyotoU, links: { contact: { en: 'data:text/html,x' } } },
  'a name of ten thousand letters': { ...ours, name: { en: 'x'.repeat(10_000) } },
  'a policy of another kind': {
    ...ours,
    policy: { ...ours.policy, app: { digits: 60, periodS: 0, algorithm: 'MD5' } },
  },
  'a list': [],
};

describe('a profile that is not as it should be', () => {
  for (const [what, profile] of Object.entries(hostile)) {
    it(`(${what}) is told and replaced by the neutral one`, async () => {
      const wizard = await mountMail(profile);
      match(wizard.text, /your institution/);
      deepEqual(wizard.toldOf('mfa-error'), [{ code: 'bad_answer' }]);
      for (const text of ['javascript:', 'data:', 'xxxx']) lacks(wizard.root.innerHTML, text);
    });
  }

  const files: Record<string, [answer: () => Response, code: string]> = {
    'a page of HTML': [() => new Response('<!doctype html>'), 'bad_answer'],
    'a missing file': [() => new Response('Not found', { status: 404 }), 'bad_answer'],
    'a file of a megabyte': [
      () => new Response(JSON.stringify({ ...ours, more: 'x'.repeat(1_000_000) })),
      'bad_answer',
    ],
    'no connection': [
      () => {
        throw new TypeError('Failed to fetch');
      },
      'offline',
    ],
  };
  for (const [what, [answer, code]] of Object.entries(files)) {
    it(`(${what}) is told and replaced by the neutral one`, async () => {
      pageFetches(answer);
      const wizard = await mountMail('/profiles/example.json');
      match(wizard.text, /your institution/);
      deepEqual(wizard.toldOf('mfa-error'), [{ code }]);
    });
  }

  for (const name of ['constructor', '__proto__', 'toString']) {
    it(`(the name “${name}”) is taken for an address, like any name that is not ours`, async () => {
      const asked = pageFetches(() => new Response('', { status: 404 }));
      match((await mountMail(name)).text, /your institution/);
      equal(asked[0]!.address, name);
    });
  }

  it('is told once, not with each flow', async () => {
    const wizard = await mount({ backEnd: new FakeBackEnd('mail set up'), profile: {} });
    equal(wizard.at, 'choose/where');
    await wizard.press('On my smartphone');
    match(wizard.at, /^app-smartphone\//);
    deepEqual(wizard.toldOf('mfa-error'), [{ code: 'bad_answer' }]);
  });
});
