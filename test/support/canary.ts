import type { BrowserContext, Page } from 'playwright-core';

interface Stored {
  local: object;
  session: object;
  databases: unknown[];
  caches: string[];
}

interface InPage {
  mfaEars: { document(): string; stored(): Promise<Stored>; surroundings(): Promise<Record<string, string>> };
}

interface Traffic {
  what: string;
  text: string;
}

/** Keeps what a page sends, receives, stores and tells, to look in it for what should not be there. */
export interface Canary {
  /** Where `text` occurs: requests, answers, console, events, storage, title, address, host. */
  placesOf(text: string): Promise<string[]>;
  stored(): Promise<Stored>;
  /** Every text and attribute in the document, through shadow roots, without blanks. */
  document(): Promise<string>;
}

export const prepareCanary = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript({ path: 'test/support/eavesdrop.js' });

export async function watchCanary(page: Page): Promise<Canary> {
  const traffic: Promise<Traffic>[] = [];
  const keep = (what: string, text: string | Promise<string>) =>
    traffic.push(Promise.resolve(text).then((known) => ({ what, text: known })));
  page.on('console', (message) => keep('console', message.text()));
  page.on('pageerror', (error) => keep('error', String(error.stack)));
  page.on('request', (request) => {
    const name = `${request.method()} ${new URL(request.url()).pathname.replace(/\/[\w-]{16,}/, '/{id}')}`;
    keep(`address of ${name}`, request.url());
    keep(
      `headers of ${name}`,
      request.allHeaders().then((headers) => JSON.stringify(headers)),
    );
    keep(`body of ${name}`, request.postData() ?? '');
    const answer = request
      .response()
      .then(async (response) => (response ? (await response.body().catch(() => '')).toString() : ''));
    // One that waits for the other device counts when it has come: nobody waits for it here.
    if (name.endsWith('/pairings/receive'))
      void answer.then(
        (text) => keep(`answer to ${name}`, text),
        () => undefined,
      );
    else keep(`answer to ${name}`, answer);
  });

  return {
    async placesOf(text) {
      const around = await page.evaluate(() => (window as unknown as InPage).mfaEars.surroundings());
      const all = [
        ...(await Promise.all(traffic)),
        ...Object.entries(around).map(([what, found]) => ({ what, text: found })),
        { what: 'cookies', text: JSON.stringify(await page.context().cookies()) },
      ];
      return [...new Set(all.filter((entry) => entry.text.includes(text)).map(({ what }) => what))];
    },
    stored: () => page.evaluate(() => (window as unknown as InPage).mfaEars.stored()),
    document: async () =>
      (await page.evaluate(() => (window as unknown as InPage).mfaEars.document())).replace(/\s/g, ''),
  };
}
