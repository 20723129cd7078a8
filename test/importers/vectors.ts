import { createCipheriv, createHash, createHmac, pbkdf2Sync, scryptSync } from 'node:crypto';
import { argon2id } from '@noble/hashes/argon2.js';

/** One account of invented keys in every format, made by hand as the app writes it. Nothing here comes from a real file. */

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

const digest = (text: string, length: number): Buffer =>
  createHash('sha512').update(`invented: ${text}`).digest().subarray(0, length);

export const keyBytes = digest('key', 20);
export const key = base32(keyBytes);
export const otherKey = base32(digest('another key', 20));
export const issuer = '京都例大学';
export const account = '例 花子 <hanako+1@example.ac.jp>';
const names = { issuer, account };
const e = encodeURIComponent;

export const address = `otpauth://totp/${e(issuer)}:${e(account)}?secret=${key}&issuer=${e(issuer)}`;
export const counterAddress = `otpauth://hotp/Example:counter?secret=${otherKey}&issuer=Example&counter=7`;

const text = (value: unknown): string => JSON.stringify(value);
const signed = (bytes: Uint8Array): number[] => [...new Int8Array(bytes)];
export const bytesOf = (value: string | Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(value));

/* Google Authenticator: fields by hand, see protobuf.dev/programming-guides/encoding. */

export function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    bytes.push(Number(rest & 127n) | (rest > 127n ? 128 : 0));
    rest >>= 7n;
  } while (rest);
  return bytes;
}
export const numberField = (number: number, value: number | bigint): number[] => [
  ...varint(number * 8),
  ...varint(value),
];
export function bytesField(number: number, value: string | Uint8Array | number[]): number[] {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
}
export const googleAccount = (more: number[] = []): number[] =>
  bytesField(1, [
    ...bytesField(1, keyBytes),
    ...bytesField(2, `${issuer}:${account}`),
    ...bytesField(3, issuer),
    ...more,
  ]);
export const migration = (payload: number[]): string =>
  `otpauth-migration://offline?data=${e(Buffer.from(payload).toString('base64'))}`;

/* Plain files. */

const aegisDatabase = {
  version: 3,
  entries: [
    {
      type: 'totp',
      uuid: 'a',
      name: account,
      issuer,
      note: '',
      info: { secret: key, algo: 'SHA1', digits: 6, period: 30 },
    },
    {
      type: 'hotp',
      uuid: 'b',
      name: 'counter',
      issuer: 'Example',
      info: { secret: otherKey, algo: 'SHA1', digits: 6, counter: 7 },
    },
  ],
};
const twoFasServices = [
  {
    name: issuer,
    secret: key,
    otp: { ...names, digits: 6, period: 30, algorithm: 'SHA1', tokenType: 'TOTP' },
    order: { position: 0 },
  },
  {
    name: 'Example',
    secret: otherKey,
    otp: { account: 'counter', counter: 7, tokenType: 'HOTP' },
    order: { position: 1 },
  },
];
const bitwardenFile = {
  encrypted: false,
  folders: [],
  items: [
    { id: 'a', type: 1, name: issuer, login: { username: account, password: 'never read', totp: key.toLowerCase() } },
    { id: 'b', type: 1, name: 'Example', login: { username: null, totp: counterAddress } },
    { id: 'c', type: 2, name: 'A note', notes: 'no code' },
  ],
};
const andotpFile = [
  {
    secret: key,
    issuer,
    label: account,
    digits: 6,
    type: 'TOTP',
    algorithm: 'SHA1',
    thumbnail: 'Default',
    period: 30,
    tags: [],
  },
  {
    secret: otherKey,
    issuer: 'Example',
    label: 'counter',
    digits: 6,
    type: 'HOTP',
    algorithm: 'SHA1',
    counter: 7,
    tags: [],
  },
];
const stratumFile = {
  Authenticators: [
    { Type: 2, Issuer: issuer, Username: account, Secret: key, Algorithm: 0, Digits: 6, Period: 30, Counter: 0 },
    { Type: 1, Issuer: 'Example', Username: 'counter', Secret: otherKey, Algorithm: 0, Digits: 6, Counter: 7 },
  ],
  Categories: [],
};
const protonFile = {
  version: 1,
  entries: [
    { id: 'a', content: { uri: address, entry_type: 'Totp', name: account }, note: null },
    { id: 'b', content: { uri: `steam://${otherKey}`, entry_type: 'Steam', name: 'counter' }, note: null },
  ],
};
const tokens = [
  {
    algo: 'SHA1',
    digits: 6,
    issuerExt: issuer,
    issuerInt: issuer,
    label: account,
    period: 30,
    secret: signed(keyBytes),
    type: 'TOTP',
  },
  { algo: 'SHA1', counter: 7, digits: 6, issuerExt: 'Example', label: 'counter', secret: [1, 2, 3, -4], type: 'HOTP' },
];
const quoted = (value: unknown): string =>
  text(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const extensionEntries = {
  a: { ...names, dataType: 'OTPStorage', encrypted: false, hash: 'a', index: 0, type: 'totp', secret: key },
  b: {
    issuer: 'Example',
    account: 'counter',
    dataType: 'OTPStorage',
    encrypted: false,
    hash: 'b',
    index: 1,
    type: 'hotp',
    secret: otherKey,
    counter: 7,
  },
};
const field = (name: string, value: string): string =>
  `<String><Key>${name}</Key><Value>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</Value></String>`;
const cell = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** Each holds the account, and one that is counter-based or Steam's. */
export const plain: Record<string, { format: string; source: string }> = {
  addresses: { format: 'otpauth', source: `${address}\r\n${counterAddress}` },
  'ente lines': {
    format: 'ente',
    source: `${address}&codeDisplay=${e('{"pinned":false,"trashed":false}')}\n${counterAddress}\n`,
  },
  'a migration code': {
    format: 'google-migration',
    source: migration([
      ...googleAccount([...numberField(4, 1), ...numberField(5, 1), ...numberField(6, 2), ...bytesField(8, 'an id')]),
      ...bytesField(1, [
        ...bytesField(1, 'other key!'),
        ...bytesField(2, 'counter'),
        ...numberField(6, 1),
        ...numberField(7, 7),
      ]),
      ...numberField(2, 2),
      ...numberField(3, 1),
      ...numberField(4, 0),
      ...numberField(5, -12345678),
    ]),
  },
  'the extension’s JSON': { format: 'authenticator-extension', source: text(extensionEntries) },
  Aegis: { format: 'aegis', source: text({ version: 1, header: { slots: null, params: null }, db: aegisDatabase }) },
  '2FAS': { format: '2fas', source: text({ services: twoFasServices, groups: [], schemaVersion: 4 }) },
  'Bitwarden’s JSON': { format: 'bitwarden', source: text(bitwardenFile) },
  'Bitwarden’s CSV': {
    format: 'bitwarden',
    source: `folder,favorite,type,name,login_username,login_password,login_totp\n,,1,${issuer},${cell(account)},x,${key}\n,,1,Example,,y,${counterAddress}`,
  },
  'FreeOTP+': { format: 'freeotp-plus', source: text({ tokenOrder: ['a', 'b'], tokens }) },
  'FreeOTP 1': {
    format: 'freeotp',
    source: `<?xml version='1.0'?>\n<map>\n${tokens.map((token) => `<string name="x">${quoted(token)}</string>`).join('\n')}\n<string name="tokenOrder">[&quot;a&quot;]</string></map>`,
  },
  andOTP: { format: 'andotp', source: text(andotpFile) },
  Stratum: { format: 'stratum', source: text(stratumFile) },
  Proton: { format: 'proton', source: text(protonFile) },
  Raivo: {
    format: 'raivo',
    source: text([
      {
        ...names,
        kind: 'TOTP',
        algorithm: 'SHA1',
        timer: '30',
        digits: '6',
        secret: key,
        counter: '0',
        pinned: 'false',
      },
      {
        issuer: 'Example',
        account: 'counter',
        kind: 'HOTP',
        algorithm: 'SHA1',
        timer: '0',
        digits: '6',
        secret: otherKey,
        counter: '7',
      },
    ]),
  },
  '2FAuth': {
    format: '2fauth',
    source: text({
      app: '2fauth_v5.4.3',
      schema: 1,
      data: [
        {
          otp_type: 'totp',
          account,
          service: issuer,
          secret: key,
          digits: 6,
          algorithm: 'sha1',
          period: 30,
          counter: null,
        },
        {
          otp_type: 'hotp',
          account: 'counter',
          service: 'Example',
          secret: otherKey,
          digits: 6,
          algorithm: 'sha1',
          period: null,
          counter: 7,
        },
      ],
    }),
  },
  'Apple Passwords': {
    format: 'apple-passwords',
    source: `Title,URL,Username,Password,Notes,OTPAuth\n${cell('a, "b"')},https://example.ac.jp/,hanako,"line\nbreak",,${address}\nplain,,taro,never read,,\ncounter,,,,,${counterAddress}\n`,
  },
  'KeePassXC’s CSV': {
    format: 'keepass',
    source: `"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"\n"Root",${cell(issuer)},${cell(account)},"never read","","","otpauth://totp/?secret=${key}&period=30&digits=6","0","",""\n"Root","a","b","c","","","","0","",""\n"Root","Example","counter","c","","","${counterAddress}","0","",""\n`,
  },
  'KeePassXC’s XML': {
    format: 'keepass',
    source: `<?xml version="1.0" encoding="UTF-8"?>\n<KeePassFile><Root><Group><Entry>${field('Title', issuer)}${field('UserName', account)}${field('Password', 'never read')}${field('otp', `otpauth://totp/?secret=${key}&period=30&digits=6`)}<History><Entry>${field('Title', 'old')}${field('otp', `otpauth://totp/?secret=${otherKey}`)}</Entry></History></Entry><Entry>${field('Title', 'no key')}</Entry><Entry>${field('Title', 'Example')}${field('UserName', 'counter')}${field('otp', counterAddress)}</Entry></Group></Root></KeePassFile>`,
  },
  Dashlane: {
    format: 'csv',
    source: `username,username2,username3,title,password,note,url,category,otpUrl\n${cell(account)},,,${issuer},never read,,,,"otpauth://totp/?secret=${key}"\ncounter,,,Example,x,,,,${counterAddress}\n`,
  },
  'LastPass’ vault': {
    format: 'csv',
    source: `url,username,password,totp,extra,name,grouping,fav\nhttps://example.ac.jp/,${cell(account)},never read,${key},,${issuer},,0\n,counter,x,${counterAddress},,Example,,0\n,a,b,,,c,,0\n`,
  },
  'a table with a column nobody names': {
    format: 'csv',
    source: `name;login;geheim\n${issuer};${cell(account)};otpauth://totp/?secret=${key}\nExample;counter;${counterAddress}\n`,
  },
  LastPass: {
    format: 'lastpass',
    source: text({
      version: 3,
      accounts: [
        { issuerName: issuer, userName: account, secret: key, timeStep: 30, digits: 6, algorithm: 'SHA1' },
        { issuerName: 'Example', userName: 'counter', secret: otherKey, timeStep: 30, digits: 6, algorithm: 'MD5' },
      ],
    }),
  },
};

/* Locked files: locked here with Node's own OpenSSL, opened there with WebCrypto. */

type Bytes = Uint8Array;
const salt = digest('salt', 16);
const nonce = digest('nonce', 12);

function gcm(secret: Bytes, iv: Bytes, data: Bytes, aad?: Bytes): { data: Buffer; tag: Buffer } {
  const cipher = createCipheriv('aes-256-gcm', secret, iv);
  if (aad) cipher.setAAD(aad);
  return { data: Buffer.concat([cipher.update(data), cipher.final()]), tag: cipher.getAuthTag() };
}
function sealed(secret: Bytes, iv: Bytes, data: string, aad?: Bytes): Buffer {
  const { data: cipherText, tag } = gcm(secret, iv, Buffer.from(data), aad);
  return Buffer.concat([cipherText, tag]);
}
function cbc(secret: Bytes, iv: Bytes, data: Bytes): Buffer {
  const cipher = createCipheriv('aes-256-cbc', secret, iv);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}
/** What `openssl enc -aes-256-cbc -md md5 -a` and CryptoJS write. */
function openssl(data: Bytes | string, passPhrase: string): string {
  const eight = salt.subarray(0, 8);
  const blocks: Buffer[] = [];
  for (let block = Buffer.alloc(0); blocks.length < 3; blocks.push(block)) {
    block = createHash('md5').update(block).update(passPhrase).update(eight).digest();
  }
  const all = Buffer.concat(blocks);
  const cipherText = cbc(all.subarray(0, 32), all.subarray(32), Buffer.from(data));
  return Buffer.concat([Buffer.from('Salted__'), eight, cipherText]).toString('base64');
}

export function lockedAegis(password: string, cost = { n: 1024, r: 8, p: 1 }, types = [2, 1, 1]): string {
  const masterKey = digest('master key', 32);
  const hex = (bytes: Buffer) => bytes.toString('hex');
  const slots = types.map((type, index) => {
    // Only the last password slot is this password's.
    const words = index === types.length - 1 ? password : 'a colleague’s';
    const { n, r, p } = cost;
    const slotKey = n <= 2 ** 16 ? scryptSync(words, salt, 32, { N: n, r, p, maxmem: 2 ** 28 }) : Buffer.alloc(32);
    const { data, tag } = gcm(slotKey, nonce, masterKey);
    return {
      type,
      uuid: 'x',
      key: hex(data),
      key_params: { nonce: hex(nonce), tag: hex(tag) },
      n,
      r,
      p,
      salt: hex(salt),
    };
  });
  const { data, tag } = gcm(masterKey, nonce, Buffer.from(text(aegisDatabase)));
  const params = { nonce: hex(nonce), tag: hex(tag) };
  return text({ version: 1, header: { slots, params }, db: data.toString('base64') });
}

export function locked2fas(password: string): string {
  const secret = pbkdf2Sync(password, salt, 10_000, 32, 'sha256');
  const parts = [sealed(secret, nonce, text(twoFasServices)), salt, nonce].map((part) => part.toString('base64'));
  return text({ services: [], groups: [], schemaVersion: 4, servicesEncrypted: parts.join(':'), reference: 'x' });
}

type Kdf = { kdfType: 0 | 1; kdfIterations: number; kdfMemory: number | null; kdfParallelism: number | null };
export function lockedBitwarden(password: string, kdf: Kdf): string {
  const saltText = salt.toString('base64');
  const { kdfType, kdfIterations, kdfMemory, kdfParallelism } = kdf;
  const isSensible = kdfIterations <= 10_000;
  const secret = !isSensible
    ? Buffer.alloc(32)
    : kdfType === 0
      ? pbkdf2Sync(password, saltText, kdfIterations, 32, 'sha256')
      : argon2id(Buffer.from(password), createHash('sha256').update(saltText).digest(), {
          t: kdfIterations,
          m: (kdfMemory ?? 1) * 1024,
          p: kdfParallelism ?? 1,
          dkLen: 32,
        });
  // HKDF-Expand of RFC 5869; Node's HKDF always extracts first.
  const expand = (info: string) => createHmac('sha256', secret).update(`${info}\u0001`).digest();
  const lock = (data: string) => {
    const iv = digest('iv', 16);
    const cipherText = cbc(expand('enc'), iv, Buffer.from(data));
    const mac = createHmac('sha256', expand('mac')).update(iv).update(cipherText).digest();
    return `2.${[iv, cipherText, mac].map((part) => part.toString('base64')).join('|')}`;
  };
  return text({
    encrypted: true,
    passwordProtected: true,
    salt: saltText,
    ...kdf,
    encKeyValidation_DO_NOT_EDIT: lock('a random text'),
    data: lock(text(bitwardenFile)),
  });
}

export function lockedAndotp(password: string, iterations = 140_000): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(4);
  header.writeInt32BE(iterations);
  const secret = pbkdf2Sync(password, nonce, iterations, 32, 'sha1');
  return bytesOf(Buffer.concat([header, nonce, nonce, sealed(secret, nonce, text(andotpFile))]));
}
export function lockedOldAndotp(password: string): Uint8Array<ArrayBuffer> {
  const secret = createHash('sha256').update(password).digest();
  return bytesOf(Buffer.concat([nonce, sealed(secret, nonce, text([...andotpFile, ...andotpFile]))]));
}

export function lockedStratum(password: string): Uint8Array<ArrayBuffer> {
  const secret = argon2id(Buffer.from(password), salt, { t: 3, m: 65_536, p: 4, dkLen: 32 });
  return bytesOf(
    Buffer.concat([Buffer.from('AUTHENTICATORPRO'), salt, nonce, sealed(secret, nonce, text(stratumFile))]),
  );
}
export function lockedOldStratum(password: string): Uint8Array<ArrayBuffer> {
  const longSalt = digest('salt', 20);
  const secret = pbkdf2Sync(password, longSalt, 64_000, 32, 'sha1');
  const iv = digest('iv', 16);
  return bytesOf(
    Buffer.concat([Buffer.from('AuthenticatorPro'), longSalt, iv, cbc(secret, iv, Buffer.from(text(stratumFile)))]),
  );
}

export function lockedProton(password: string): string {
  const secret = argon2id(Buffer.from(password), salt, { t: 2, m: 19_456, p: 1, dkLen: 32 });
  const content = Buffer.concat([
    nonce,
    sealed(secret, nonce, text(protonFile), Buffer.from('proton.authenticator.export.v1')),
  ]);
  return text({ version: 1, salt: salt.toString('base64'), content: content.toString('base64') });
}

const { a, b } = extensionEntries;
export function lockedExtension1(password: string): string {
  const lock = (entry: typeof a | typeof b) => ({ ...entry, encrypted: true, secret: openssl(entry.secret, password) });
  return text({ a: lock(a), b: lock(b) });
}
export function lockedExtension2(password: string): string {
  const phrase = digest('phrase', 60);
  const lock = (entry: typeof a | typeof b) => ({
    ...entry,
    encrypted: true,
    secret: openssl(entry.secret, phrase.toString('hex')),
  });
  return text({ a: lock(a), b: lock(b), key: { enc: openssl(phrase, password), hash: 'not looked at' } });
}
export function lockedExtension3(password: string): string {
  const saltText = digest('salt', 16).toString('hex').slice(1);
  const hash = argon2id(Buffer.from(password), Buffer.from(saltText), { t: 2, m: 19_456, p: 1, dkLen: 32 });
  const phrase = Buffer.from(hash).toString('base64').replace(/=+$/, '');
  const lock = (entry: typeof a | typeof b) => {
    return { dataType: 'EncOTPStorage', keyId: 'k', index: entry.index, data: openssl(text(entry), phrase) };
  };
  return text({
    a: lock(a),
    b: lock(b),
    k: { dataType: 'Key', id: 'k', salt: saltText, hash: 'not looked at', version: 3 },
  });
}

/** A HashMap as Java writes it, up to its first text; then TC_STRING for each text and TC_ENDBLOCKDATA. */
function javaMap(texts: string[]): Uint8Array<ArrayBuffer> {
  const head = Buffer.from('aced0005737200116a6176612e7574696c2e486173684d61700507dac1c31660d103000246000a', 'hex');
  const members = Buffer.from('loadFactorI\0\x09thresholdxp?@\0\0\0\0\0\x0cw\x08\0\0\0\x10\0\0\0\x03', 'latin1');
  const strings = texts.map((value) => {
    const bytes = Buffer.from(value);
    return Buffer.concat([Buffer.from([0x74, bytes.length >> 8, bytes.length & 255]), bytes]);
  });
  return bytesOf(Buffer.concat([head, members, ...strings, Buffer.from('x')]));
}
export function lockedFreeotp(password: string, isAndroid6 = false): Uint8Array<ArrayBuffer> {
  const masterKey = digest('master key', 32);
  const sequence = isAndroid6 ? [4, 12, ...signed(nonce)] : [48, 17, 4, 12, ...signed(nonce), 2, 1, 16];
  const lock = (secret: Bytes, data: Bytes, mToken: string) => {
    const { data: cipherText, tag } = gcm(secret, nonce, data, Buffer.from(mToken));
    return {
      mCipher: 'AES/GCM/NoPadding',
      mCipherText: signed(Buffer.concat([cipherText, tag])),
      mParameters: sequence,
      mToken,
    };
  };
  const derived = pbkdf2Sync(password, salt, 2000, 32, isAndroid6 ? 'sha1' : 'sha512');
  const master = {
    mAlgorithm: isAndroid6 ? 'PBKDF2withHmacSHA1' : 'PBKDF2withHmacSHA512',
    mEncryptedKey: lock(derived, masterKey, 'AES'),
    mIterations: 2000,
    mSalt: signed(salt),
  };
  const [first, second] = tokens.map(({ secret, ...token }) => {
    return { token: text(token), key: text({ key: text(lock(masterKey, Buffer.from(secret), 'HmacSHA1')) }) };
  });
  return javaMap([
    '1-token',
    first!.token,
    'masterKey',
    text(master),
    '2',
    second!.key,
    '1',
    first!.key,
    '2-token',
    second!.token,
  ]);
}

/** Made by libsodium itself (PyNaCl 1.6) for the password of the tests, with the two lines of `addresses`. */
export const lockedEnte = JSON.stringify({
  version: 1,
  kdfParams: { memLimit: 65536, opsLimit: 2, salt: 'YvkA9YRDxbY73dZeTDcBwA==' },
  encryptedData:
    'mpyCfYGtppDuFeRvX98t/7ENByuMfbB6eYxt5RmkYafOu+CCgzLujVwHDW5hXMQQ25YlIMuw3P0uJM+z8vTBRt+Der1ikyQdJT2r+8MPP3v9ct0nJ2GgIdpzJZnXh7CQR9e0vpC7jxtkx5mlH+d2ugnJoP8p/yAqlXgWB6yyctcTVytsehauQQXGlhubmyuZ5EqKqvKMQhIPzrOrJPp564Cv0LT/q00XjttDKqeFsTmL72vZHSQjwJOgKQhniYBVmoNHZOnrrzy/EDoURpRQJN6ucC2nUIH0TdaHp4HQr0FZ9C8NtstYNiK1Kh6WZQZfCPsrPR9f1ZPXabJopSFZXruxXsts/RJ0V8sxNWxSh6rWObAFX9xMrwjczqvp07cR1IRF5umxDSe7eqXx2+JW5LFFTLJhVxTpMC9Pc2bDSEAGIcJJyfvfI2FfjqU=',
  encryptionNonce: 'Ol+xSyd5y+tfjwZ4Tw2ntYMwCmkDoHmX',
});

const slow = { kdfType: 0, kdfIterations: 5000, kdfMemory: null, kdfParallelism: null } as const;
const hard = { kdfType: 1, kdfIterations: 3, kdfMemory: 16, kdfParallelism: 4 } as const;

export const locked: Record<string, { format: string; lock: (password: string) => string | Uint8Array<ArrayBuffer> }> =
  {
    'the extension’s first kind': { format: 'authenticator-extension', lock: lockedExtension1 },
    'the extension’s second kind': { format: 'authenticator-extension', lock: lockedExtension2 },
    'the extension’s third kind': { format: 'authenticator-extension', lock: lockedExtension3 },
    Aegis: { format: 'aegis', lock: (password) => lockedAegis(password) },
    '2FAS': { format: '2fas', lock: locked2fas },
    'Bitwarden with PBKDF2': { format: 'bitwarden', lock: (password) => lockedBitwarden(password, slow) },
    'Bitwarden with Argon2': { format: 'bitwarden', lock: (password) => lockedBitwarden(password, hard) },
    andOTP: { format: 'andotp', lock: (password) => lockedAndotp(password) },
    'andOTP before 0.6.3': { format: 'andotp', lock: lockedOldAndotp },
    Stratum: { format: 'stratum', lock: lockedStratum },
    'Authenticator Pro': { format: 'stratum', lock: lockedOldStratum },
    Proton: { format: 'proton', lock: lockedProton },
    'FreeOTP 2': { format: 'freeotp', lock: (password) => lockedFreeotp(password) },
    'Ente Auth': { format: 'ente', lock: () => lockedEnte },
    'FreeOTP 2 on Android 6': { format: 'freeotp', lock: (password) => lockedFreeotp(password, true) },
  };
