import { fileURLToPath } from 'node:url';
import type { CutsByFile } from './cut.ts';

/**
 * Lit as our browsers run it (docs/en/browsers.md): all of them adopt style sheets, and none needs the polyfills that Lit
 * offers hooks for. And as our classes and templates use it: what they may not ask for stands in
 * test/architecture/sources.test.ts.
 */
export const litCuts: CutsByFile = {
  '/@lit/reactive-element/css-tag.js': [
    [/e=t\.ShadowRoot&&.*?"replace"in CSSStyleSheet\.prototype/, 'e=!0'],
    // What is put into a style sheet is a number of ours.
    [
      /class n\{.*?\}\}(?=const r=)/,
      'class n{constructor(t){this.cssText=t}get styleSheet(){return this.o||(this.o=new CSSStyleSheet).replaceSync(this.cssText),this.o}}',
    ],
    [/e\.reduce\(.*?,t\[0\]\)/, 'e.reduce((e,s,o)=>e+s+t[o+1],t[0])'],
    ['1===t.length?t[0]:', ''],
    ['new n(o,t,s)', 'new n(o)'],
    ['t instanceof CSSStyleSheet?t:t.styleSheet', 't.styleSheet'],
  ],
  '/@lit/reactive-element/reactive-element.js': [
    ['a.reactiveElementPolyfillSupport', 'void 0'],
    [/c=a\.trustedTypes,l=.*?"",/, ''],
    // Decorators, and classes under a name that a minifier has shortened.
    [/static addInitializer\(.*?\}(?=static get observedAttributes)/, ''],
    [/,this\.constructor\.l\?\.forEach\(t=>t\(this\)\)/, ''],
    [/Symbol\.metadata\?\?=.*?new WeakMap;/, ''],
    [/const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=new Map)/, ''],
    [/d\(("\w+")\)/g, '$1'],
    // Properties: each is declared by its class, has an accessor of Lit’s, and is a text or a boolean in an attribute.
    ['this.finalize(),this._$Eh&&[...this._$Eh.keys()]', 'this.finalize(),[...this._$Eh.keys()]'],
    [
      /static createProperty\(.*?\}(?=static finalize\(\))/,
      'static createProperty(t,s){const i=Symbol();s.state&&(s.attribute=!1),this.elementProperties.set(t,s),e(this.prototype,t,{get(){return this[i]},set(e){const h=this[i];this[i]=e,this.requestUpdate(t,h)},configurable:!0,enumerable:!0})}',
    ],
    [
      'if(this.finalized=!0,this._$Ei(),',
      'this.finalized=!0;const i=n(this);i.finalize();this.elementProperties=new Map(i.elementProperties);if(',
    ],
    ['const t=this.properties,s=[...r(t),...o(t)];for(const i of s)', 'const t=this.properties;for(const i of r(t))'],
    [
      'const i=this._$Eu(t,s);void 0!==i&&this._$Eh.set(i,t)',
      '!1!==s.attribute&&this._$Eh.set(s.attribute??t.toLowerCase(),t)',
    ],
    [/static finalizeStyles\(s\)\{.*?\}(?=static _\$Eu)/, ''],
    ['this.finalizeStyles(this.styles)', '[this.styles??[]].flat()'],
    [/static _\$Eu\(.*?\}(?=constructor\(\))/, ''],
    [
      /attributeChangedCallback\(.*?\}(?=requestUpdate\()/,
      'attributeChangedCallback(t,s,i){const e=this.constructor,h=e._$Eh.get(t);this[h]=e.elementProperties.get(h).type?null!==i:i}',
    ],
    [
      /requestUpdate\(t,s.*?\}(?=async _\$EP)/,
      'requestUpdate(t,s){if(void 0!==t){if(i(this[t],s))return;this._$AL.has(t)||this._$AL.set(t,this.hasUpdated?s:void 0)}this.isUpdatePending||(this._$ES=this._$EP())}',
    ],
    [/u=\{toAttribute\(.*?hasChanged:f\};/, 'u=0,f=0;'],
    // Begin and end: properties set before the class was there, controllers that stay, no drawing on the server.
    ['this._$Em=null,this._$Ev()}_$Ev(){', ''],
    ['this._$Ep=void 0,this.isUpdatePending=!1', 'this.isUpdatePending=!1'],
    [
      ',this._$E_(),this.requestUpdate()}',
      ',this._$Ep=[];for(const t of this.constructor.elementProperties.keys())this.hasOwnProperty(t)&&(this._$Ep.push([t,this[t]]),delete this[t]);this.requestUpdate()}',
    ],
    [/removeController\(.*?\}(?=createRenderRoot)/, ''],
    ['this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions)', 'this.attachShadow({mode:"open"})'],
    ['enableUpdating(t){}', ''],
    // Updates: those that our classes have a hand in.
    [
      'const t=this.scheduleUpdate();return null!=t&&await t,!this.isUpdatePending}',
      'this.performUpdate();return!this.isUpdatePending}',
    ],
    [
      /scheduleUpdate\(\)\{.*?\}(?=willUpdate\()/,
      'performUpdate(){for(const[t,s]of this._$Ep)this[t]=s;this._$Ep=[];const t=this._$AL;try{this.willUpdate(t),this.update(t)}catch(t){throw this._$EM(),t}this.hasUpdated=!0,this.updated(t)}',
    ],
    [/_\$AE\(t\)\{.*?\}(?=_\$EM)/, ''],
    [
      'shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}',
      'update(t){this._$EM()}',
    ],
    ['updated(t){}firstUpdated(t){}', 'updated(t){}'],
    ['y.elementStyles=[],y.shadowRootOptions={mode:"open"},', ''],
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
    ['const t=globalThis,i=t=>t,s=t.trustedTypes', 'const t=globalThis,s=t.trustedTypes'],
    ['null===t||"object"!=typeof t&&"function"!=typeof t', 'Object(t)!==t'],
    ['u(t)||"function"==typeof t?.[Symbol.iterator]', 't[Symbol.iterator]'],
    // Templates are HTML, without comments; values stand in attributes and between elements.
    [/v=\/.*?,p=RegExp/, 'v=/<\\/?[a-zA-Z][^>\\s]*/g,p=RegExp'],
    [/y=\/.*?\/i,/, ''],
    ['w=x(2),T=x(3),', 'w=0,T=0,'],
    [/let n,l=2===i.*?,c=v/, 'let l="",c=v'],
    [/"!--"===u\[1\].*?void 0!==u\[3\]&&\(c=p\)/, 'c=p'],
    ['c=n??v', 'c=v'],
    ['void 0===u[1]?d=-2:', 'void 0!==u[1]&&'],
    ['c===$||c===g?c=p:c===_||c===m?c=v:(c=p,n=void 0)', 'c=p'],
    ['(-2===d?i:x)', 'x'],
    [/\+\(2===i\?"<\/svg>".*?""\)/, ''],
    [/if\((this\.el=S\.createElement\(f,e\),P\.currentNode=this\.el\.content),2===i.*?\}(?=for\()/, '$1;'],
    ['if(r.hasAttributes())for(', 'for('],
    [/else t\.startsWith\(o\)&&\(.*?\);/, ''],
    [/if\(y\.test\(r\.tagName\)\)\{.*?\}(?=\}else if\(8)/, ''],
    [/else if\(8===r\.nodeType\)if\(r\.data===n\)(.*?);else\{.*?\}(?=l\+\+)/, 'else r.data===n&&$1;'],
    [
      ',_$litType$:s}=t,e="number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s);',
      '}=t,e=this._$AC(t);',
    ],
    // Directives, and what they may ask of a part.
    [/function M\(t,i,s=t,e\)\{.*?\}(?=class R)/, ''],
    ['t=M(this,t,i),', ''],
    ['t=M(this,t,i,0),', ''],
    ['M(this,e[s+n],i,n)', 'e[s+n]'],
    ['V:M', 'V:0'],
    ['throw Error("invalid template strings array")', 'throw Error()'],
    ['M(this,t)', ''],
    [':6===r.type&&(i=new Z(h,this,t))', ':0'],
    ['for(this._$AP?.(!1,!0,s);', 'for(;'],
    ['{const s=i(t).nextSibling;i(t).remove(),t=s}', '{const s=t.nextSibling;t.remove(),t=s}'],
    [/setConnected\(t\)\{.*?\}(?=\}class H)/, ''],
    [',this._$Cv=e?.isConnected??!0', ''],
    [/get (_\$AU|parentNode|startNode|endNode|tagName)\(\)\{.*?\}/g, ''],
    [/,this\._\$AN=void 0|(?<=\[\],)this\._\$AN=void 0,/g, ''],
    [/this\.type=[12],/g, ''],
    [/constructor\(\)\{super\(\.\.\.arguments\),this\.type=\d\}/g, ''],
    ['constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', ''],
    [/,this\._\$AM=[a-z](?=[,}])/g, ''],
    ['t!==this._$AH&&t!==E&&this._(t)', 't!==this._$AH&&this._(t)'],
    ['||t!==this._$AH&&t!==E,', '||t!==this._$AH,'],
    ['r===E&&(r=this._$AH[n]),', ''],
    ['o&&!e&&this.j(t)', 'o&&this.j(t)'],
    // Listeners are functions, without options.
    [
      /_\$AI\(t,i=this\)\{if\(\(t=M.*?this\._\$AH=t\}/,
      '_$AI(t){this._$AH===A&&this.element.addEventListener(this.name,this),this._$AH=t}',
    ],
    [
      /handleEvent\(t\)\{.*?\}(?=\}class Z)/,
      'handleEvent(t){"function"==typeof this._$AH&&this._$AH.call(this.options.host,t)}',
    ],
    // Places beside the content of the shadow root.
    [
      /const e=s\?\.renderBefore\?\?i;let h=e\._\$litPart\$;if\(void 0===h\)\{.*?\}(?=return h\._\$AI)/,
      'let h=i._$litPart$??=new k(i.insertBefore(c(),null),null,void 0,s);',
    ],
    [/\(t\.litHtmlVersions\?\?=\[\]\)\.push\("[^"]*"\);/, '0;'],
  ],
  '/lit-element/lit-element.js': [
    ['s.litElementPolyfillSupport', 'void 0'],
    ['s.litElementHydrateSupport?.({LitElement:i})', '0'],
    ['constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}', ''],
    [/createRenderRoot\(\)\{.*?\}(?=update\()/, ''],
    [
      'this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=e(r,this.renderRoot,this.renderOptions)',
      'super.update(t),e(r,this.renderRoot,{host:this})',
    ],
    [/connectedCallback\(\)\{.*?\}(?=render\(\))/, ''],
    ['render(){return r}', ''],
    ['i._$litElement$=!0,i["finalized"]=!0,', ''],
    [/\(s\.litElementVersions\?\?=\[\]\)\.push\("[^"]*"\);/, '0;'],
  ],
};
