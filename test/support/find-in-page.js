// Runs in the page, and goes there as text: waits for what a person would see, through open shadow roots.
export default (kind, name) => {
  const selectors = { heading: 'h1, h2', button: 'button', field: 'input', text: '*', qr: '[role=img]' };
  const plain = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
  const names = {
    heading: (element) => plain(element.textContent) === name,
    // A choice is a button whose name goes on with a note.
    button: (element) => [element, ...element.querySelectorAll('*')].some((each) => plain(each.textContent) === name),
    field: (element) => plain(element.labels?.[0]?.textContent) === name,
    text: (element) => plain(element.textContent) === name,
    qr: (element) => element.getAttribute('aria-label') === name,
  };
  function* below(root) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* below(element.shadowRoot);
    }
  }
  const isReady = (element) => element.checkVisibility() && !element.closest('[aria-busy=true]');
  const find = () =>
    [...below(document)].find((each) => each.matches(selectors[kind]) && names[kind](each) && isReady(each));
  return new Promise((resolve) => {
    const look = () => {
      const found = find();
      if (!found) return void requestAnimationFrame(look);
      found.scrollIntoView({ block: 'center' });
      // Pictures of the window show what was painted last.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(found)));
    };
    look();
  });
};
