export type Language = 'en' | 'ja';
/** The same words in both languages. */
export type Words = Record<Language, string>;

export const languages: readonly Language[] = ['ja', 'en'];

const isLanguage = (tag: string | undefined): tag is Language => tag === 'en' || tag === 'ja';

/** The language of one page: asked for in the address, kept in a cookie, wished by the browser, else English. */
export function languageOf(wishes: {
  query: string | undefined;
  cookie: string | undefined;
  accept: string | undefined;
}): Language {
  if (isLanguage(wishes.query)) return wishes.query;
  if (isLanguage(wishes.cookie)) return wishes.cookie;
  const ranked = (wishes.accept ?? '')
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))?.split('=')[1];
      return { tag: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .sort((a, b) => b.quality - a.quality);
  return ranked.map(({ tag }) => tag).find(isLanguage) ?? 'en';
}
