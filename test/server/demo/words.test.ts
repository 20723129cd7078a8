import assert from 'node:assert/strict';
import test from 'node:test';
import { html } from '../../../src/server/demo/html.ts';
import { languageOf } from '../../../src/server/demo/language.ts';
import { localPath } from '../../../src/server/demo/local-path.ts';

test('whatever goes into a page is escaped, except markup of ours', () => {
  const name = `<b onclick='x' title="y">&</b>`;
  assert.equal(
    html`<p title="${name}">${html`<i>${name}</i>`}</p>`.text,
    '<p title="&lt;b onclick=&#39;x&#39; title=&quot;y&quot;&gt;&amp;&lt;/b&gt;">' +
      '<i>&lt;b onclick=&#39;x&#39; title=&quot;y&quot;&gt;&amp;&lt;/b&gt;</i></p>',
  );
});

test('an object that only looks like markup is not taken for it', () => {
  assert.throws(() => html`${JSON.parse('{"text":"<script>"}') as string}`.text);
});

test('lists are joined and what is absent leaves nothing', () => {
  assert.equal(html`${[html`<a>`, '<']}${null}${undefined}${false}${0}`.text, '<a>&lt;0');
});

const languages: [wishes: Partial<Parameters<typeof languageOf>[0]>, expected: string][] = [
  [{ query: 'ja', cookie: 'en', accept: 'en' }, 'ja'],
  [{ query: 'tlh', cookie: 'ja', accept: 'en' }, 'ja'],
  [{ accept: 'fr-CH, fr;q=0.9, ja;q=0.8, en;q=0.7, *;q=0.5' }, 'ja'],
  [{ accept: 'ja;q=0.2,en-GB;q=0.9' }, 'en'],
  [{ accept: 'de' }, 'en'],
  [{}, 'en'],
];

for (const [wishes, expected] of languages) {
  test(`the language of a page for ${JSON.stringify(wishes)} is ${expected}`, () => {
    assert.equal(languageOf({ query: undefined, cookie: undefined, accept: undefined, ...wishes }), expected);
  });
}

test('a way back within this server is kept', () => {
  for (const path of ['/', '/wizard', '/wizard?lang=ja&a=b', '/#step']) {
    assert.equal(localPath(path, 'here.example:5173'), path);
    for (const scheme of ['http', 'https'])
      assert.equal(localPath(`${scheme}://here.example:5173${path}`, 'here.example:5173'), path);
  }
});

test('a way back to anywhere else leads home', () => {
  const foreign = [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example/',
    'https://here.example:5173.evil.example/',
    'https://here.example:5173@evil.example/',
    'https://here.example:5174/',
    'http://here.example:5173//evil.example',
    'javascript:alert(1)',
  ];
  const odd = ['/.//evil.example', '/a/..//evil.example', 'wizard', '', undefined, `/${'a'.repeat(3000)}`];
  for (const path of [...foreign, ...odd]) assert.equal(localPath(path, 'here.example:5173'), '/', path);
});
