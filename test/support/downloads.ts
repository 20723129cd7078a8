import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import type { Page, Response } from 'playwright-core';

/** What a visitor of one page has downloaded so far. */
export interface Downloads {
  /** Every request, the API's included, in order. */
  requests(): readonly string[];
  /** Those that are ours: each once, with its size in brotli-11 bytes. */
  files(): Promise<{ url: string; bytes: number }[]>;
  /** The sum of `files`. */
  bytes(): Promise<number>;
}

/** Begins to record; call it before the page goes anywhere. `isOurs` judges a path. */
export function recordDownloads(
  page: Page,
  isOurs = (path: string): boolean => path.startsWith('/mfa-elements/'),
): Downloads {
  const requests: string[] = [];
  const responses = new Map<string, Promise<Response | null>>();
  page.on('request', (request) => {
    requests.push(request.url());
    if (isOurs(new URL(request.url()).pathname)) responses.set(request.url(), request.response());
  });

  const sizes = new Map<string, Promise<number>>();
  async function sizeOf(url: string): Promise<number> {
    const response = await responses.get(url)!;
    if (!response?.ok()) throw new Error(`${url} was not delivered`);
    return (await promisify(brotliCompress)(await response.body())).byteLength;
  }

  const files = () =>
    Promise.all(
      [...responses.keys()].map(async (url) => {
        if (!sizes.has(url)) sizes.set(url, sizeOf(url));
        return { url, bytes: await sizes.get(url)! };
      }),
    );
  return {
    requests: () => requests,
    files,
    bytes: async () => (await files()).reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
