import { bodyLimitBytes } from '../body.ts';
import { Refusal } from '../refusal.ts';

/**
 * The parameters of a request, as the plug-ins send them: a form of either kind, or JSON. From the body alone: what stands
 * in an address ends up in logs.
 */
export async function parametersOf(request: Request): Promise<ReadonlyMap<string, string>> {
  const type = request.headers.get('Content-Type') ?? '';
  const bytes = await bytesOf(request);
  try {
    const body = new Response(bytes, { headers: { 'Content-Type': type } });
    const members: [string, unknown][] = type.startsWith('application/json')
      ? Object.entries((await body.json()) as object)
      : bytes.length
        ? [...(await body.formData()).entries()]
        : [];
    return new Map(members.flatMap(([name, value]) => (typeof value === 'string' ? [[name, once(value)]] : [])));
  } catch {
    throw new Refusal('invalid_input', { detail: 'Neither a form nor JSON.' });
  }
}

/** Some plug-ins encode a value before they put it into a form that is encoded again. */
function once(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

async function bytesOf(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('Content-Length') ?? 0) > bodyLimitBytes) throw new Refusal('too_large');
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length > bodyLimitBytes) throw new Refusal('too_large');
    pieces.push(piece);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
