import { createClient } from '../../src/client/client.ts';
import { deepEqual, equal } from '../support/expect.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { mount, place, put } from '../support/mounted.ts';

const authorizations = ({ got }: FakeBackEnd): (string | null)[] =>
  got.map(({ headers }) => headers.get('authorization'));

describe('elements on one page', () => {
  it('that are configured alike make one request for the account', async () => {
    const backEnd = new FakeBackEnd('mail set up');
    const wizards = [put({ backEnd }), put({ backEnd }), put({ backEnd })];
    for (const { element } of wizards) {
      await element.ready;
      await element.idle;
    }
    equal(backEnd.count('getAccount'), 1);
    deepEqual(
      wizards.map(({ heading }) => heading),
      Array(3).fill('Where do you want the app?'),
    );
  });

  it('find their back end on a page that names its parts as the document names its own', async () => {
    place(['baseURI', 'hidden', 'body', 'location'].map((name) => `<img name="${name}">`).join(''));
    const { heading, backEnd } = await mount({ backEnd: new FakeBackEnd('mail set up') });
    equal(heading, 'Where do you want the app?');
    equal(backEnd.count('getAccount'), 1);
  });

  it('that speak two languages ask in both of them, also for what they change, and from when the language changes', async () => {
    const backEnd = new FakeBackEnd();
    const box = place('<div lang="ja"></div>').firstElementChild as HTMLElement;
    const [japanese, english] = await Promise.all([mount({ backEnd, into: box }), mount({ backEnd, lang: 'en' })]);
    const languages = () =>
      backEnd.got.splice(0).map(({ operation, headers }) => [operation, headers.get('accept-language')]);
    // The chooser asks, and manual 1, which it hands over to: an answer in one language is none for the other.
    deepEqual([...new Set(languages().map(String))], ['getAccount,ja', 'getAccount,en']);
    japanese.field.value = english.field.value = 'taro@example.org';
    await japanese.press('コードを送る');
    await english.press('Send the code');
    deepEqual(
      languages().filter(([operation]) => operation === 'beginMail'),
      [
        ['beginMail', 'ja'],
        ['beginMail', 'en'],
      ],
    );
    box.lang = 'en';
    await japanese.element.idle;
    await japanese.press('Use another address');
    deepEqual(languages()[0], ['cancelMail', 'en']);
  });

  it('share a client also when one writes the endpoint without its slash resolved', async () => {
    const backEnd = new FakeBackEnd('mail set up');
    const absolute = new URL(backEnd.endpoint, document.baseURI).href;
    await Promise.all([mount({ backEnd }), mount({ backEnd, endpoint: absolute })]);
    equal(backEnd.count('getAccount'), 1);
  });

  it('with different ways to fetch ask for themselves', async () => {
    const [one, other] = [new FakeBackEnd('mail set up'), new FakeBackEnd('mail set up')];
    const wizards = await Promise.all([mount({ backEnd: one }), mount({ backEnd: other })]);
    deepEqual(
      wizards.map(({ at }) => at),
      ['choose/where', 'choose/where'],
    );
    deepEqual([one.count('getAccount'), other.count('getAccount')], [1, 1]);
  });

  it('with different endpoints ask for themselves', async () => {
    const backEnd = new FakeBackEnd('mail set up');
    const urls: string[] = [];
    const fetch = ((address: string, init: RequestInit) => {
      urls.push(address);
      return backEnd.fetch(address.replace('/elsewhere/', backEnd.endpoint), init);
    }) as typeof globalThis.fetch;
    await Promise.all([mount({ backEnd, fetch }), mount({ backEnd, fetch, endpoint: '/elsewhere/' })]);
    deepEqual(urls.map((url) => new URL(url).pathname).sort(), ['/elsewhere/account', '/fake/mfa/account']);
  });

  it('with different headers ask for themselves, each with its own', async () => {
    const backEnd = new FakeBackEnd('mail set up');
    await Promise.all([
      mount({ backEnd, headers: { authorization: 'one' } }),
      mount({ backEnd, headers: { authorization: 'other' } }),
    ]);
    deepEqual(authorizations(backEnd).sort(), ['one', 'other']);
  });

  it('do not disturb one another: a set-up in one leaves the other at its screen', async () => {
    const [one, other] = await Promise.all([mount(), mount()]);
    await one.submit('taro@example.org');
    equal(one.at, 'mail/code');
    equal(other.at, 'mail/address');
    equal(other.backEnd.count('beginMail'), 0);
  });
});

describe('headers', () => {
  it('given as a function are asked for with each request', async () => {
    let token = 0;
    const wizard = await mount({ headers: () => Promise.resolve({ authorization: `Bearer ${++token}` }) });
    await wizard.submit('taro@example.org');
    deepEqual(authorizations(wizard.backEnd), ['Bearer 1', 'Bearer 2']);
  });
});

describe('a client of the host page', () => {
  it('is used in place of one made from the endpoint', async () => {
    const backEnd = new FakeBackEnd('mail set up');
    const client = createClient({ endpoint: backEnd.endpoint, fetch: backEnd.fetch });
    const wizard = await mount({ backEnd, client, endpoint: 'https://nobody.example/' });
    equal(wizard.at, 'choose/where');
  });
});
