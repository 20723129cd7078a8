import { locales, type Locale } from '../localization/languages.ts';

const known = (tag: string): Locale | undefined => locales.find((locale) => locale === tag);

/**
 * Of the languages that we write, the one that `Accept-Language` (RFC 9110 §12.5.4) ranks highest; null when it names
 * none of them.
 */
export function languageOf(request: Request): Locale | null {
  const ranked = (request.headers.get('Accept-Language') ?? '')
    .slice(0, 1000)
    .split(',')
    .map((range) => {
      const [tag = '', weight] = range.split(';');
      const q = weight === undefined ? 1 : Number(/^\s*q=([01](?:\.[0-9]{0,3})?)\s*$/i.exec(weight)?.[1] ?? 0);
      return { language: known(tag.trim().toLowerCase().split('-')[0]!), q };
    });
  const [best] = ranked.filter(({ language, q }) => language && q > 0).sort((a, b) => b.q - a.q);
  return best?.language ?? null;
}
