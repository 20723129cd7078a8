import { locales, sourceLocale, type Locale } from '../../localization/languages.ts';

const isLocale = (tag: string | undefined): tag is Locale => locales.some((locale) => locale === tag);

/** The language of one page: asked for in the address, kept in a cookie, wished by the browser, else English. */
export function languageOf(wishes: {
  query: string | undefined;
  cookie: string | undefined;
  accept: string | undefined;
}): Locale {
  if (isLocale(wishes.query)) return wishes.query;
  if (isLocale(wishes.cookie)) return wishes.cookie;
  const ranked = (wishes.accept ?? '')
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))?.split('=')[1];
      return { tag: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .sort((a, b) => b.quality - a.quality);
  return ranked.map(({ tag }) => tag).find(isLocale) ?? sourceLocale;
}
