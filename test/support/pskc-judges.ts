import { execFileSync, spawnSync } from 'node:child_process';

/** Others that read and write PSKC, and share no code with us: python-pskc, and pskctool of the OATH Toolkit. */

export const hasPskctool = spawnSync('pskctool', ['--version']).status === 0;

/** A Python that has python-pskc. */
export const pythonWithPskc = ['/usr/bin/python3', 'python3'].find(
  (python) => spawnSync(python, ['-c', 'import pskc']).status === 0,
);

/** Throws unless the file is valid by the schema of RFC 6030 §11. It opens nothing that is encrypted. */
export function validateByPskctool(xml: string): void {
  const { stdout } = spawnSync('pskctool', ['--validate'], { input: xml, encoding: 'utf8' });
  if (stdout.trim() !== 'OK') throw new Error(`Not valid by pskctool: ${stdout}`);
}

export interface JudgedKey {
  id: string;
  /** Hexadecimal. */
  secret: string;
  digits: number;
  interval: number;
  suite: string | null;
  user: string | null;
  name: string | null;
  algorithm: string;
}

const python = <Answer>(script: string, input: object): Answer =>
  JSON.parse(
    execFileSync(pythonWithPskc!, ['-c', `import io, json, sys\nfrom pskc import PSKC\n${script}`], {
      input: JSON.stringify(input),
      encoding: 'utf8',
    }),
  ) as Answer;

/** What python-pskc reads in a file, each MAC checked. */
export const readByPython = (xml: string, password?: string): JudgedKey[] =>
  python(
    `given = json.load(sys.stdin)
file = PSKC(io.BytesIO(given['xml'].encode()))
if 'password' in given: file.encryption.derive_key(given['password'])
print(json.dumps([dict(id=k.id, secret=k.secret.hex(), digits=k.response_length, interval=k.time_interval,
  suite=k.algorithm_suite, user=k.key_userid, name=k.friendly_name, algorithm=k.algorithm) for k in file.keys]))`,
    { xml, ...(password === undefined ? {} : { password }) },
  );

interface Written {
  keys: { user: string; secret: string }[];
  password?: string;
  /** Hexadecimal. */
  key?: string;
}

/** A file as python-pskc writes it. */
export const writeByPython = (written: Written): string =>
  python(
    `given = json.load(sys.stdin)
file = PSKC()
for number, key in enumerate(given['keys']):
  file.add_key(id=str(number), serial='T%d' % number, secret=bytes.fromhex(key['secret']), key_userid=key['user'],
    algorithm='urn:ietf:params:xml:ns:keyprov:pskc:totp', time_interval=30, response_length=6, response_encoding='DECIMAL')
if 'password' in given: file.encryption.setup_pbkdf2(given['password'])
if 'key' in given: file.encryption.setup_preshared_key(key=bytes.fromhex(given['key']))
out = io.BytesIO()
file.write(out)
print(json.dumps(out.getvalue().decode()))`,
    written,
  );
