import { fromUtf8 } from './bytes.ts';
import { Refusal } from './refusal.ts';

/** The largest input of the contract is a sealed pairing message of 4 kB. */
export const bodyLimitBytes = 16 * 1024;

/**
 * The JSON object a request carries, `{}` when it carries nothing. Reads no further than the limit. Refuses
 * `unsupported_media_type`, `too_large`, `invalid_input`.
 */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  // Checked even for an empty body: this header is what makes another site's form ask for permission first.
  const type = request.headers.get('Content-Type');
  if (type !== null && type.split(';')[0]!.trim().toLowerCase() !== 'application/json')
    throw new Refusal('unsupported_media_type');
  if (Number(request.headers.get('Content-Length') ?? 0) > bodyLimitBytes) throw new Refusal('too_large');
  const text = await readText(request);
  if (text === '') return {};
  if (type === null) throw new Refusal('unsupported_media_type');
  return parseObject(text);
}

async function readText(request: Request): Promise<string> {
  const reader = request.body?.getReader();
  if (!reader) return '';
  const bytes = new Uint8Array(bodyLimitBytes);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return fromUtf8(bytes.subarray(0, length));
    if (length + value.length > bodyLimitBytes) {
      await reader.cancel();
      throw new Refusal('too_large');
    }
    bytes.set(value, length);
    length += value.length;
  }
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal('invalid_input', { detail: 'The body is not JSON.' });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('invalid_input', { detail: 'The body is not a JSON object.' });
  }
  return value as Record<string, unknown>;
}
