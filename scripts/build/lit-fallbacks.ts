import type { Plugin } from 'vite';

/**
 * Lit as our browsers run it (docs/en/browsers.md): all of them adopt style sheets, none needs the polyfills that Lit
 * offers hooks for, and our classes have no decorators. Texts are those of Lit's own files; where one is not found, Lit
 * has changed, and the build stops.
 */
const cuts: Record<string, readonly (readonly [from: string | RegExp, to: string])[]> = {
  '/@lit/reactive-element/css-tag.js': [
    [/e=t\.ShadowRoot&&.*?"replace"in CSSStyleSheet\.prototype/, 'e=!0'],
    // They tell authors of style sheets of their mistakes; those here are ours.
    [/if\((this\._\$cssResult\$=!0),o!==s\)throw Error\("CSSResult[^"]*"\);/, '$1;'],
    [/throw Error\("Value passed[^;]*\)(?=\}\)\(s\))/, 'throw Error()'],
  ],
  '/@lit/reactive-element/reactive-element.js': [
    ['a.reactiveElementPolyfillSupport', 'void 0'],
    [/static addInitializer\(.*?\}(?=static get observedAttributes)/, ''],
    [/,void 0!==t\.l&&\(this\.l=\[\.\.\.t\.l\]\)/, ''],
    [/,this\.constructor\.l\?\.forEach\(t=>t\(this\)\)/, ''],
    [/Symbol\.metadata\?\?=.*?new WeakMap;/, ''],
    [/const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=new Map)/, ''],
  ],
  '/lit-html/lit-html.js': [['t.litHtmlPolyfillSupport', 'void 0']],
  '/lit-element/lit-element.js': [
    ['s.litElementPolyfillSupport', 'void 0'],
    ['s.litElementHydrateSupport?.({LitElement:i})', '0'],
  ],
};

export const withoutLitFallbacks: Plugin = {
  name: 'without-lit-fallbacks',
  enforce: 'pre',
  transform(code, id) {
    const [, list] = Object.entries(cuts).find(([path]) => id.endsWith(path)) ?? [];
    if (!list) return undefined;
    const cut = list.reduce((text, [from, to]) => {
      const next = text.replace(from, to);
      if (next === text) throw new Error(`${id} does not hold ${String(from)}: look at the new version of Lit.`);
      return next;
    }, code);
    return { code: cut, map: null };
  },
};
