// Runs in the page, before its own scripts: keeps what our events tell, and what is put into storage.
(() => {
  const heard = [];
  for (const name of ['ready', 'step', 'complete', 'cancel', 'change', 'error'])
    document.addEventListener(`mfa-${name}`, (event) => heard.push(`${event.type} ${JSON.stringify(event.detail)}`));

  /** Everything below in words: text, attributes, values of fields; through open shadow roots. */
  const deep = (node) => {
    const own =
      node instanceof Element
        ? [...[...node.attributes].map(({ name, value }) => `${name}=${value}`), node.value ?? '']
        : node.nodeType === Node.TEXT_NODE
          ? [node.data]
          : [];
    const below = [...node.childNodes, ...(node.shadowRoot ? [node.shadowRoot] : [])];
    return [...own, ...below.flatMap(deep)];
  };
  const attributesOf = (element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`).join(' ');

  window.mfaEars = {
    heard,
    document: () => deep(document).join('\n'),
    stored: async () => ({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
    }),
    /** All that outlives the page, or that the host page sees. */
    async surroundings() {
      const wizard = document.querySelector('mfa-setup-wizard');
      return {
        events: heard.join('\n'),
        storage: JSON.stringify(await window.mfaEars.stored()) + document.cookie,
        history: JSON.stringify([history.state, document.referrer]),
        globals: Object.keys(window)
          .filter((key) => key !== 'mfaEars')
          .map((key) => (typeof window[key] === 'string' ? window[key] : ''))
          .join('\n'),
        title: document.title,
        address: location.href,
        host: attributesOf(wizard) + wizard.textContent,
        page: attributesOf(document.documentElement) + attributesOf(document.body),
      };
    },
  };
})();
