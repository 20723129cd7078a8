import { inLanguage } from '../../localization/languages.ts';
import type { Context } from '../machine/machine.ts';

export const institutionName = ({ profile, locale }: Pick<Context, 'profile' | 'locale'>): string =>
  inLanguage(profile.name, locale);
