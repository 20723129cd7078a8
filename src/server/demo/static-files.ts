import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

interface Asset {
  mtimeMs: number;
  type: string;
  etag: string;
  bodies: Record<'br' | 'gzip' | 'identity', Uint8Array<ArrayBuffer>>;
}

/** The best of what we have for an `Accept-Encoding` header. */
function encodingFor(accept: string): keyof Asset['bodies'] {
  const offers = accept.split(',').map((offer) => offer.trim().toLowerCase());
  const takes = (name: string) =>
    offers.some((offer) => offer === name || (offer.startsWith(`${name};`) && !/q=0(\.0*)?$/.test(offer)));
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}

async function load(file: string, mtimeMs: number): Promise<Asset> {
  const body = new Uint8Array(await readFile(file));
  const etag = createHash('sha256').update(body).digest('base64url').slice(0, 20);
  const [br, gz] = await Promise.all([promisify(brotliCompress)(body), promisify(gzip)(body)]);
  const bodies = { br: new Uint8Array(br), gzip: new Uint8Array(gz), identity: body };
  return { mtimeMs, type: types[extname(file)] ?? 'application/octet-stream', etag, bodies };
}

/**
 * Serves the files of a folder, compressed once and kept. `path` is what follows the mount point. Any origin may load
 * them: they are the same for everybody, and module scripts are always fetched with CORS.
 */
export function staticFiles(folder: string): (request: Request, path: string) => Promise<Response | null> {
  const known = new Map<string, Asset>();
  return async (request, path) => {
    if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(path)) return null;
    const file = join(folder, path);
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) return null;
    let asset = known.get(path);
    if (asset?.mtimeMs !== found.mtimeMs) known.set(path, (asset = await load(file, found.mtimeMs)));

    const encoding = encodingFor(request.headers.get('accept-encoding') ?? '');
    const headers = new Headers({
      'content-type': asset.type,
      // The folder of the chunks is named by a hash of what they hold.
      'cache-control': path.startsWith('chunks/') ? 'public, max-age=31536000, immutable' : 'public, no-cache',
      etag: `"${asset.etag}-${encoding}"`,
      vary: 'accept-encoding',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    if (request.headers.get('if-none-match') === headers.get('etag'))
      return new Response(null, { status: 304, headers });
    if (encoding !== 'identity') headers.set('content-encoding', encoding);
    return new Response(asset.bodies[encoding], { headers });
  };
}
