import type { Profile } from './schema.ts';

/** For a page that names no profile: common rules, nobody's name. */
export const profile: Profile = {
  name: { en: 'your institution', ja: 'ご所属の機関' },
  issuers: ['MFA'],
  policy: {
    secretModel: 'per-device',
    app: { digits: 6, periodS: 30, algorithm: 'SHA1' },
    mail: { digits: 8, codeLifeS: 86_400, resendAfterS: 60, requiredFirst: true, forbiddenDomains: [] },
    lastDeviceRemovable: true,
    recoveryCodes: true,
  },
  apps: ['google-authenticator'],
  links: {},
};
