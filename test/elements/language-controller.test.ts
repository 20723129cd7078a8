import { equal, match } from '../support/expect.ts';
import { mount, mountMailCode, place, put } from '../support/mounted.ts';

const english = 'Your mail address for one-time passwords';
const japanese = 'ワンタイムパスワードを受け取るメールアドレス';

/** A place for an element, by what is around it. */
const around: Record<string, () => { into: Element | ShadowRoot; lang?: string }> = {
  'the element’s own attribute': () => ({ into: place('<div lang="en"></div>').firstElementChild!, lang: 'ja' }),
  'an ancestor': () => ({ into: place('<div lang="ja"><p></p></div>').querySelector('p')! }),
  'the nearest of two ancestors': () => ({ into: place('<div lang="en"><p lang="ja"></p></div>').querySelector('p')! }),
  'beyond a shadow root': () => {
    const host = place('<div lang="ja"><p></p></div>').querySelector('p')!;
    return { into: host.attachShadow({ mode: 'open' }) };
  },
  'beyond two shadow roots': () => {
    const outer = place('<div lang="ja"></div>').firstElementChild!.attachShadow({ mode: 'open' });
    const inner = outer.appendChild(document.createElement('p'));
    return { into: inner.attachShadow({ mode: 'open' }) };
  },
  'inside the shadow root it is slotted into': () => {
    const host = place('<div lang="en"><p></p></div>').querySelector('p')!;
    host.attachShadow({ mode: 'open' }).innerHTML = '<section lang="ja"><slot></slot></section>';
    return { into: host };
  },
};

describe('the language', () => {
  for (const [where, place] of Object.entries(around)) {
    it(`is that of ${where}`, async () => {
      equal((await mount(place() as object)).heading, japanese);
    });
  }

  for (const [tag, heading] of Object.entries({
    'ja-JP': japanese,
    JA: japanese,
    'en-GB': english,
    xx: english,
    '': english,
  })) {
    it(`“${tag}” is answered with “${heading}”`, async () => {
      const wizard = await mount({ lang: tag });
      equal(wizard.heading, heading);
      equal(wizard.part('body')!.lang, heading === japanese ? 'ja' : 'en');
    });
  }

  it('is English where nothing says another', async () => {
    equal((await mount()).heading, english);
  });

  it('may differ between two elements on one page', async () => {
    const [one, other] = await Promise.all([mount({ lang: 'ja' }), mount({ lang: 'en' })]);
    equal(one.heading, japanese);
    equal(other.heading, english);
  });

  it('changes live with an ancestor, and keeps what was typed', async () => {
    const box = place('<div lang="en"><p></p></div>');
    const wizard = await mount({ into: box.querySelector('p')! });
    const { field } = wizard;
    field.value = 'taro@exam';
    box.querySelector('div')!.lang = 'ja';
    await wizard.element.idle;
    match(wizard.heading, /メールアドレス/);
    equal(wizard.field, field, 'The field is another one:');
    equal(field.value, 'taro@exam');
  });

  it('changes live with the attribute of the page itself', async () => {
    const wizard = await mountMailCode();
    wizard.field.value = '3141';
    document.documentElement.lang = 'ja';
    try {
      await wizard.element.idle;
      match(wizard.text, /桁のコード/);
      equal(wizard.field.value, '3141');
    } finally {
      document.documentElement.removeAttribute('lang');
    }
    await wizard.element.idle;
    match(wizard.text, /8-digit code/);
  });

  it('changes live beyond a shadow root', async () => {
    const host = place('<div lang="en"><p></p></div>').querySelector('p')!;
    const wizard = await mount({ into: host.attachShadow({ mode: 'open' }) });
    host.parentElement!.lang = 'ja';
    await wizard.element.idle;
    equal(wizard.heading, japanese);
  });

  it('that was asked for last wins over one whose words arrive later', async () => {
    const wizard = await mount({ lang: 'en' });
    wizard.element.lang = 'ja';
    await Promise.resolve();
    wizard.element.lang = 'en';
    await wizard.element.idle;
    await import('../../src/localization/generated/ja/frame.ts');
    await wizard.element.updateComplete;
    equal(wizard.heading, english);
  });

  it('is found anew where the element is moved', async () => {
    const box = place('<p lang="en"></p><p lang="ja"></p>');
    const wizard = await mount({ into: box.firstElementChild! });
    box.lastElementChild!.append(wizard.element);
    await wizard.element.idle;
    equal(wizard.heading, japanese);
  });

  it('of the refusal above a field changes, too', async () => {
    const wizard = await mountMailCode({ lang: 'en' });
    await wizard.submit('12');
    match(wizard.alert, /Some digits are missing/);
    wizard.element.lang = 'ja';
    await wizard.element.idle;
    match(wizard.alert, /桁/);
  });

  it('shows no English on the way to a Japanese screen', async () => {
    const wizard = put({ lang: 'ja', flow: 'mail' });
    const seen: string[] = [];
    new MutationObserver(() => seen.push(wizard.text)).observe(wizard.root, { childList: true, subtree: true });
    await wizard.element.ready;
    await wizard.element.idle;
    equal(seen.join().includes('Your mail address'), false);
    match(wizard.heading, /メールアドレス/);
  });
});
