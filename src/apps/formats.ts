/** Whose file it is, as a person knows it. Keys are the importers' format ids. */
export const formatNames: Readonly<Record<string, string>> = {
  otpauth: 'otpauth',
  'google-migration': 'Google Authenticator',
  'authenticator-extension': 'Authenticator',
  aegis: 'Aegis',
  '2fas': '2FAS',
  bitwarden: 'Bitwarden',
  'freeotp-plus': 'FreeOTP+',
  andotp: 'andOTP',
  stratum: 'Stratum',
  proton: 'Proton Authenticator',
  raivo: 'Raivo OTP',
  '2fauth': '2FAuth',
  'apple-passwords': 'Apple Passwords',
  ente: 'Ente Auth',
  freeotp: 'FreeOTP',
  lastpass: 'LastPass Authenticator',
};
