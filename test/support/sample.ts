import * as z from 'zod/mini';
import type { JsonSchema } from '../../scripts/generate/json-schema.ts';

/** Texts of every form that the contract knows, the shortest first. */
const texts = ['a1', '123456', 'K7QM2XRA', 'x'.repeat(22), '2026-02-03T04:05:06Z'];

function valueOf({ type, enum: words, anyOf, items, properties = {}, ...limits }: JsonSchema): unknown {
  if (words) return words[0];
  if (anyOf) return valueOf(anyOf[0]!);
  if (type === 'boolean') return true;
  if (type === 'integer') return Math.max(limits.minimum ?? 0, 1);
  if (type === 'array') return [valueOf(items!)];
  if (type === 'object')
    return Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, valueOf(member)]));
  const { pattern = '', minLength = 0, maxLength = Infinity } = limits;
  return texts.find((text) => new RegExp(pattern).test(text) && text.length >= minLength && text.length <= maxLength);
}

/** A value of this shape, every member there. Throws where it would have to know more of a text than this file does. */
export const sampleOf = (shape: z.core.$ZodType): unknown =>
  z.parse(shape, valueOf(z.toJSONSchema(shape) as JsonSchema));
