import { deepEqual, equal, ok } from '../support/expect.ts';
import { mount } from '../support/mounted.ts';

/** What the page has of its own: another copy of the package than ours. */
interface Localize {
  msg: (text: string, options: { id: string }) => string;
  configureLocalization: (configuration: object) => {
    getLocale: () => string;
    setLocale: (locale: string) => Promise<void>;
  };
}
const load = <Module>(path: string): Promise<Module> =>
  import(`/another-copy/@lit/localize/${path}`) as Promise<Module>;

describe('a page that has its own @lit/localize', () => {
  it('speaks its language while ours speak theirs, and neither hears of the other', async () => {
    const { configureLocalization } = await load<Localize>('init/runtime.js');
    const words = await load<Localize>('init/install.js');
    const host = configureLocalization({
      sourceLocale: 'de',
      targetLocales: ['fr'],
      loadLocale: () => Promise.resolve({ templates: { greeting: 'Bonjour' } }),
    });
    const changes: string[] = [];
    addEventListener('lit-localize-status', (event) =>
      changes.push((event as CustomEvent<{ status: string }>).detail.status),
    );

    const [japanese, english] = await Promise.all([mount({ lang: 'ja' }), mount({ lang: 'en' })]);
    equal(words.msg('Guten Tag', { id: 'greeting' }), 'Guten Tag');
    deepEqual(changes, []);

    await host.setLocale('fr');
    equal(words.msg('Guten Tag', { id: 'greeting' }), 'Bonjour');
    equal(host.getLocale(), 'fr');
    ok(japanese.heading.includes('メールアドレス'));
    equal(english.heading, 'Your mail address for one-time passwords');
    deepEqual(changes, ['loading', 'ready']);
  });
});
