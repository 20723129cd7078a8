import { fileURLToPath } from 'node:url';
import type { CutsByFile } from './cut.ts';

/**
 * Lit as our browsers run it (docs/en/browsers.md): all of them adopt style sheets, and none needs the polyfills that Lit
 * offers hooks for. And as our classes use it: they have no decorators, directives, or accessors of their own for
 * properties, write no property back into an attribute, read texts and booleans only, and draw no MathML (test/architecture/sources.test.ts).
 */
export const litCuts: CutsByFile = {
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
    // Back into an attribute.
    [/_\$ET\(t,s\)\{.*?\}(?=_\$AK\()/, ''],
    ['this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),', ''],
    [
      /C\(t,s,\{useDefault:i,.*?\}(?=async _\$EP)/,
      'C(t,s){this._$AL.has(t)||(this.hasUpdated||(s=void 0),this._$AL.set(t,s))}',
    ],
    ['||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))', ''],
    ['this._$Em=null,this._$Ev()', 'this._$Ev()'],
    ['if(void 0!==e&&this._$Em!==e)', 'if(void 0!==e)'],
    [/this\._\$Em=e;(?=const r=)/, ''],
    ['this[e]=r??this._$Ej?.get(e)??r,this._$Em=null', 'this[e]=r'],
    // Accessors of a class under a property's name, and controllers that follow each drawing.
    [',this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0)', ''],
    [/const t=this\.constructor\.elementProperties;if\(t\.size>0\)for\(.*?\}(?=\}let t=!1)/, ''],
    ['this._$EO?.forEach(t=>t.hostUpdate?.()),', ''],
    ['this._$EO?.forEach(t=>t.hostUpdated?.()),', ''],
    // Types and converters.
    [/u=\{toAttribute\(.*?return i\}\}/, 'u={fromAttribute:(t,s)=>s===Boolean?null!==t:t}'],
    [/h="function"==typeof t\.converter\?.*?:u(?=;)/, 'h=u'],
    ['b={attribute:!0,type:String,converter:u,reflect:!1,useDefault:!1,hasChanged:f}', 'b={}'],
    // Tell development builds, which these are not, that there are two of them.
    [/\(a\.reactiveElementVersions\?\?=\[\]\)\.push\("[^"]*"\);/, '0;'],
  ],
  '/lit-html/lit-html.js': [
    // Names in the markup of the page take no member of the document (src/core/page.ts).
    [/^/, `import{page}from${JSON.stringify(fileURLToPath(new URL('../../src/core/page.ts', import.meta.url)))};`],
    ['=document,', '=page,'],
    ['createTreeWalker(l,', 'createTreeWalker(document,'],
    ['.currentNode=l,', '.currentNode=document,'],
    ['t.litHtmlPolyfillSupport', 'void 0'],
    [':3===i?"<math>":""', ':""'],
    [':3===i?"</math>":""', ':""'],
    ['2===i||3===i', '2===i'],
    // Directives.
    [/function M\(t,i,s=t,e\)\{.*?\}(?=class R)/, 'function M(t,i){return i}'],
    [':6===r.type&&(i=new Z(h,this,t))', ':0'],
    ['for(this._$AP?.(!1,!0,s);', 'for(;'],
    [/setConnected\(t\)\{.*?\}(?=\}class H)/, ''],
    [',this._$Cv=e?.isConnected??!0', ''],
    [/get _\$AU\(\)\{[^}]*\}/g, ''],
    [/,this\._\$AN=void 0|(?<=\[\],)this\._\$AN=void 0,/g, ''],
    // Places beside the content of the shadow root.
    [
      /const e=s\?\.renderBefore\?\?i;let h=e\._\$litPart\$;if\(void 0===h\)\{.*?\}(?=return h\._\$AI)/,
      'let h=i._$litPart$??=new k(i.insertBefore(c(),null),null,void 0,s??{});',
    ],
    [/\(t\.litHtmlVersions\?\?=\[\]\)\.push\("[^"]*"\);/, '0;'],
  ],
  '/lit-element/lit-element.js': [
    ['s.litElementPolyfillSupport', 'void 0'],
    ['s.litElementHydrateSupport?.({LitElement:i})', '0'],
    [/createRenderRoot\(\)\{.*?\}(?=update\()/, ''],
    ['this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),', ''],
    [/connectedCallback\(\)\{.*?\}(?=render\(\))/, ''],
    [/\(s\.litElementVersions\?\?=\[\]\)\.push\("[^"]*"\);/, '0;'],
  ],
};
