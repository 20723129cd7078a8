import { Buffer } from 'node:buffer';
import { createCipheriv, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Secret } from '../../core/secret.ts';
import type { ExportedKey } from './export.ts';
import type { KeyFileWriter } from './writer.ts';
import { escaped } from './xml.ts';

/**
 * What every reader of RFC 6030 has to know (§6.1, §6.2): AES-128-CBC, PBKDF2 with HMAC-SHA1, HMAC-SHA1 over what is
 * encrypted. privacyIDEA, for one, reads nothing else. The rounds are those that OWASP asks of this PBKDF2 (2023).
 */
const rounds = 1_300_000;

const xmlenc = 'http://www.w3.org/2001/04/xmlenc#';
const pkcs5 = 'http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#';

/** A Portable Symmetric Key Container (RFC 6030). */
export async function pskcWriter({
  password,
  issuer,
}: {
  password?: Secret | undefined;
  issuer: string;
}): Promise<KeyFileWriter> {
  const lock = password && (await lockBy(password));
  return {
    head: `<?xml version="1.0" encoding="UTF-8"?>
<KeyContainer Version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc" xmlns:xenc="${xmlenc}" xmlns:xenc11="http://www.w3.org/2009/xmlenc11#" xmlns:pkcs5="${pkcs5}">
${lock?.head ?? ''}`,
    of: (key) => packageOf(key, { issuer, secret: lock?.seal ?? plain }),
    tail: '</KeyContainer>\n',
  };
}

const plain = (key: Uint8Array): string => `<PlainValue>${Buffer.from(key).toString('base64')}</PlainValue>`;

function packageOf(
  { id, subject, key, algorithm, digits, periodS, name }: ExportedKey,
  { issuer, secret }: { issuer: string; secret: (key: Uint8Array) => string },
): string {
  // HMAC-SHA1 is what readers take without a suite, and privacyIDEA does not know it by this name.
  const suite = algorithm === 'SHA1' ? '' : `<Suite>HMAC-${algorithm}</Suite>`;
  return `  <KeyPackage>
    <DeviceInfo><Manufacturer>mfa-elements</Manufacturer><SerialNo>${id}</SerialNo></DeviceInfo>
    <Key Id="${id}" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:totp">
      <Issuer>${escaped(issuer)}</Issuer>
      <AlgorithmParameters>${suite}<ResponseFormat Length="${digits}" Encoding="DECIMAL"/></AlgorithmParameters>
      <FriendlyName>${escaped(name)}</FriendlyName>
      <Data>
        <Secret>${secret(key.reveal())}</Secret>
        <Time><PlainValue>0</PlainValue></Time>
        <TimeInterval><PlainValue>${periodS}</PlainValue></TimeInterval>
      </Data>
      <UserId>UID=${escaped(distinguished(subject))}</UserId>
    </Key>
  </KeyPackage>
`;
}

/** A value of a distinguished name (RFC 4514 §2.4). */
const distinguished = (text: string): string =>
  text
    .replace(/[\\,+"<>;=]/g, '\\$&')
    .replace(/^[# ]/, '\\$&')
    .replace(/ $/, '\\ ');

async function lockBy(password: Secret): Promise<{ head: string; seal: (key: Uint8Array) => string }> {
  const [salt, macKey] = [randomBytes(16), randomBytes(20)];
  const key = await promisify(pbkdf2)(password.reveal(), salt, rounds, 16, 'sha1');
  const encrypt = (bytes: Uint8Array): Buffer => {
    const iv = randomBytes(16);
    const cipher = createCipheriv('aes-128-cbc', key, iv);
    return Buffer.concat([iv, cipher.update(bytes), cipher.final()]);
  };
  const method = `<xenc:EncryptionMethod Algorithm="${xmlenc}aes128-cbc"/>`;
  const data = (bytes: Buffer) =>
    `${method}<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData>`;
  return {
    head: `  <EncryptionKey><xenc11:DerivedKey><xenc11:KeyDerivationMethod Algorithm="${pkcs5}pbkdf2"><pkcs5:PBKDF2-params>
    <Salt xmlns=""><Specified>${salt.toString('base64')}</Specified></Salt><IterationCount xmlns="">${rounds}</IterationCount><KeyLength xmlns="">16</KeyLength><PRF xmlns=""/>
  </pkcs5:PBKDF2-params></xenc11:KeyDerivationMethod><xenc11:MasterKeyName>password</xenc11:MasterKeyName></xenc11:DerivedKey></EncryptionKey>
  <MACMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"><MACKey>${data(encrypt(macKey))}</MACKey></MACMethod>
`,
    seal(bytes) {
      const encrypted = encrypt(bytes);
      const mac = createHmac('sha1', macKey).update(encrypted).digest('base64');
      return `<EncryptedValue>${data(encrypted)}</EncryptedValue><ValueMAC>${mac}</ValueMAC>`;
    },
  };
}
