import { page } from '../../src/core/page.ts';
import { deepEqual, equal, ok } from '../support/expect.ts';
import { place } from '../support/mounted.ts';

/** What the library reads of the document. */
const members = [
  ...(['hidden', 'visibilityState', 'body', 'baseURI'] as const),
  ...(['createElement', 'addEventListener', 'removeEventListener', 'execCommand'] as const),
];

describe('the document', () => {
  for (const tag of ['img', 'form', 'iframe'])
    it(`has its members where a page gives their names to its own: ${tag}`, () => {
      const { hidden, visibilityState, body, baseURI } = document;
      const former = members.map((name) => document[name]);
      place(members.map((name) => `<${tag} name="${name}"></${tag}>`).join(''));
      ok(members.every((name, at) => document[name] !== former[at]));
      deepEqual([page.hidden, page.visibilityState, page.baseURI], [hidden, visibilityState, baseURI]);
      ok(page.body === body);
      ok(page.createElement('a') instanceof HTMLAnchorElement);
      let heard = 0;
      const hear = () => heard++;
      page.addEventListener('heard', hear);
      page.dispatchEvent(new Event('heard'));
      page.removeEventListener('heard', hear);
      page.dispatchEvent(new Event('heard'));
      equal(heard, 1);
    });
});
