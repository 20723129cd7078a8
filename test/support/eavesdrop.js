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

  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  /** Bytes as base64, so that they can be searched as all else. */
  const asText = (_, value) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value)
      ? btoa(String.fromCharCode(...new Uint8Array(value.buffer ?? value)))
      : value;
  /** What is in every store of every database. */
  async function records() {
    const all = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        all.push(name, store, await asked(database.transaction(store).objectStore(store).getAll()));
      database.close();
    }
    return JSON.stringify(all, asText);
  }

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
      const own = document.querySelector('mfa-setup-wizard, mfa-sync-pair, mfa-device-list, mfa-authenticator');
      return {
        events: heard.join('\n'),
        records: await records(),
        storage: JSON.stringify(await window.mfaEars.stored()) + document.cookie,
        history: JSON.stringify([history.state, document.referrer]),
        globals: Object.keys(window)
          .filter((key) => key !== 'mfaEars')
          .map((key) => (typeof window[key] === 'string' ? window[key] : ''))
          .join('\n'),
        title: document.title,
        address: location.href,
        host: attributesOf(own) + own.textContent,
        page: attributesOf(document.documentElement) + attributesOf(document.body),
      };
    },
  };
})();
