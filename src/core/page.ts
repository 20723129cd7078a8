/**
 * The document, past what stands in the way of its members: an image, a form or a frame of the page takes the place of
 * the member that it has as its `name` (https://html.spec.whatwg.org/#dom-document-nameditem), and people may write such
 * markup where they may not write a script.
 */
export const page = new Proxy({} as Document, {
  get(_, name) {
    const value: unknown = Reflect.get(Document.prototype, name, document);
    return typeof value === 'function' ? value.bind(document) : value;
  },
});
