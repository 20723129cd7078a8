import type { Plugin } from 'vite';

/**
 * Lit as our browsers run it (docs/en/browsers.md): all of them adopt style sheets, none needs the polyfills that Lit
 * offers hooks for, and our classes have neither decorators nor reflected properties. Ours is not on the list of versions either, for which a host’s own Lit
 * warns of a second one. Texts are those of Lit's own files; where one is not found, Lit
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
    [/,\(a\.reactiveElementVersions\?\?=\[\]\)\.push\("[^"]*"\)/, ''],
    // No property of ours is reflected (test/architecture/sources.test.ts).
    [/toAttribute\(t,s\)\{.*?return t\},(?=fromAttribute)/, ''],
    [/_\$ET\(t,s\)\{.*?\}(?=_\$AK)/, ''],
    ['this[e]=r??this._$Ej?.get(e)??r', 'this[e]=r'],
    [/!\((\(i\.hasChanged\?\?f\)\(h,s\))\|\|i\.useDefault.*?\)\)\)\)return;/, '!$1)return;'],
    [/C\(t,s,\{.*?\}(?=async _\$EP)/, 'C(t,s){this._$AL.has(t)||(this.hasUpdated||(s=void 0),this._$AL.set(t,s))}'],
    ['this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),', ''],
    [/static addInitializer\(.*?\}(?=static get observedAttributes)/, ''],
    [/,void 0!==t\.l&&\(this\.l=\[\.\.\.t\.l\]\)/, ''],
    [/,this\.constructor\.l\?\.forEach\(t=>t\(this\)\)/, ''],
    [/Symbol\.metadata\?\?=.*?new WeakMap;/, ''],
    [/const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=new Map)/, ''],
  ],
  '/lit-html/lit-html.js': [
    ['t.litHtmlPolyfillSupport', 'void 0'],
    [/,\(t\.litHtmlVersions\?\?=\[\]\)\.push\("[^"]*"\)/, ''],
  ],
  '/lit-element/lit-element.js': [
    ['s.litElementPolyfillSupport', 'void 0'],
    ['s.litElementHydrateSupport?.({LitElement:i})', '0'],
    [/\(s\.litElementVersions\?\?=\[\]\)\.push\("[^"]*"\);/, ''],
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
