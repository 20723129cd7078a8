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

/** What a file is called that is no export. Keys are the importers' kinds; what a person has no name for is missing. */
export const kindNames: Readonly<Record<string, string>> = {
  zip: 'ZIP',
  gzip: 'gzip',
  '7z': '7-Zip',
  xz: 'xz',
  bzip2: 'bzip2',
  zstd: 'Zstandard',
  rar: 'RAR',
  tar: 'tar',
  keepass: 'KeePass',
  openpgp: 'OpenPGP',
  age: 'age',
  openssl: 'OpenSSL',
  otpclient: 'OTPClient',
  sqlite: 'SQLite',
  pdf: 'PDF',
};
