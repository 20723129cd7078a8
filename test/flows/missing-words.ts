import type { Locale, sourceLocale } from '../../src/localization/languages.ts';
import { addTemplates, type Templates } from '../../src/localization/msg.ts';
import { chunks, type ChunkName } from '../support/chunks.ts';

/** Stands in place of a message that is not loaded. */
export const missing = '∅';

/** A language with the words of these chunks only; every other message is a sign that it is not there. */
export async function speakOnly(
  locale: Exclude<Locale, typeof sourceLocale>,
  names: readonly ChunkName[],
): Promise<void> {
  const templatesOf = async (name: ChunkName): Promise<Templates> => (await chunks[locale][name]()).templates;
  for (const name of Object.keys(chunks[locale]) as ChunkName[]) {
    const blanks = Object.entries(await templatesOf(name)).map(([id, template]) => [
      id,
      typeof template === 'string' ? missing : { ...template, strings: [missing], values: [] },
    ]);
    addTemplates(locale, Object.fromEntries(blanks) as Templates, true);
  }
  for (const name of names) addTemplates(locale, await templatesOf(name), true);
}
