import type { Profile } from './schema.ts';

/** Kyoto University. Sources: its pages "Additional Settings" and "MFA Start Manual". */
export const profile: Profile = {
  name: { en: 'Kyoto University', ja: '京都大学' },
  issuers: ['Kyoto University', '京都大学'],
  policy: {
    secretModel: 'shared',
    app: { digits: 6, periodS: 30, algorithm: 'SHA1' },
    mail: {
      digits: 8,
      codeLifeS: 86_400,
      resendAfterS: 60,
      requiredFirst: true,
      forbiddenDomains: ['st.kyoto-u.ac.jp', 'kyoto-u.ac.jp', 'ms.c.kyoto-u.ac.jp'],
    },
    lastDeviceRemovable: true,
    recoveryCodes: false,
  },
  apps: ['google-authenticator', 'authenticator-extension'],
  links: {
    contact: {
      en: 'https://www.iimc.kyoto-u.ac.jp/en/inquiry/?q=ninsho',
      ja: 'https://www.iimc.kyoto-u.ac.jp/ja/inquiry/?q=ninsho',
    },
  },
};
