import { parseArgs } from 'node:util';
import { schemas } from '../../contract/schemas.ts';
import { locales } from '../../localization/languages.ts';
import { exportKeys } from '../key-files/export.ts';
import { keyFileFormats, reasons } from '../key-files/found.ts';
import { importKeys, type RowOutcome } from '../key-files/import.ts';
import { makePrivateFile } from '../key-files/private-file.ts';
import { keyFileLimitBytes, readKeyFile } from '../key-files/read.ts';
import { weighAll } from '../key-files/weigh.ts';
import { writerOf } from '../key-files/write.ts';
import { countHolders } from '../store/holders.ts';
import type { Running } from './command.ts';
import { oneOf } from './command.ts';
import { passwordIn, peopleIn, presharedKeyIn, readLimited, subjectsIn } from './files.ts';

export const keysUsage = `  mfa-elements keys import FILE [--apply] [--as ${keyFileFormats.join('|')}] [--password-file FILE | --key-file FILE]
      [--people FILE] [--model shared|per-device] [--digits 6] [--algorithm SHA1|SHA256|SHA512] [--short-keys]
      [--kind smartphone|browser] [--language ${locales.join('|')}]
  mfa-elements keys export FILE --with-keys (--password-file FILE | --plain) [--as ${keyFileFormats.join('|')}]
      [--subjects FILE] [--issuer NAME]`;

/** A pass phrase of an export. */
const shortestPassword = 12;

export async function keysCommand(args: string[], running: Running): Promise<void> {
  const [action, ...rest] = args;
  if (action === 'import') return importCommand(rest, running);
  if (action === 'export') return exportCommand(rest, running);
  throw new RangeError(`Usage:\n${keysUsage}`);
}

async function importCommand(args: string[], { store, sealing, now, say, signal }: Running): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      apply: { type: 'boolean', default: false },
      as: { type: 'string' },
      'password-file': { type: 'string' },
      'key-file': { type: 'string' },
      people: { type: 'string' },
      model: { type: 'string', default: 'shared' },
      digits: { type: 'string', default: '6' },
      algorithm: { type: 'string' },
      'short-keys': { type: 'boolean', default: false },
      kind: { type: 'string', default: 'smartphone' },
      language: { type: 'string', default: 'en' },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length) throw new RangeError(`Usage:\n${keysUsage}`);
  const { apply, as, 'password-file': passwordFile, 'key-file': keyFile } = values;
  const rules = {
    secretModel: oneOf('model', schemas.policy.shape.secretModel.options, values.model),
    digits: Number(oneOf('digits', ['6', '7', '8'], values.digits)),
    algorithm:
      values.algorithm && oneOf('algorithm', schemas.policy.shape.app.shape.algorithm.options, values.algorithm),
    shortKeys: values['short-keys'],
    kind: oneOf('kind', schemas.device.shape.kind.options, values.kind),
    people: values.people === undefined ? undefined : await peopleIn(values.people),
  };
  const language = oneOf('language', locales, values.language);
  const { bytes, isOpen } = await readLimited(path, keyFileLimitBytes);
  const { format, found, remarks } = await readKeyFile(bytes, {
    format: as === undefined ? undefined : oneOf('as', keyFileFormats, as),
    password: passwordFile === undefined ? undefined : await passwordIn(passwordFile),
    key: keyFile === undefined ? undefined : await presharedKeyIn(keyFile),
    now: now(),
  });
  for (const remark of remarks) say(remark);
  if (isOpen) say('Others on this machine may read the file: chmod 600.');
  const rows = weighAll(found, { ...rules, algorithm: rules.algorithm || undefined });
  const counts = { new: 0, same: 0, has_app: 0, refused: 0 };
  for await (const outcome of importKeys({ store, sealing, now, format, language, apply, signal }, rows)) {
    counts[outcome.outcome]++;
    say(lineOf(outcome));
  }
  const { new: fresh, same, has_app: kept, refused } = counts;
  const sum = `${fresh} new, ${same} the same already, ${kept} of people who have an app, ${refused} refused`;
  const done = fresh + same + kept + refused;
  if (done < rows.length) say(`Stopped at ${done} of ${rows.length} rows: ${sum}. Call it again to go on.`);
  else if (apply) say(`Done: ${sum}. Delete the file when you no longer need it.`);
  else say(`Nothing was changed. With --apply: ${sum}.`);
}

function lineOf(outcome: RowOutcome): string {
  const whose = outcome.subject === undefined ? '' : `  ${outcome.subject}`;
  const start = `row ${outcome.row}${whose}  `;
  if (outcome.outcome === 'new') return `${start}new: ${outcome.name}`;
  if (outcome.outcome === 'same') return `${start}the same already`;
  if (outcome.outcome === 'has_app') return `${start}has an app already, which stays`;
  return `${start}refused: ${reasons[outcome.why]}`;
}

async function exportCommand(args: string[], { store, sealing, now, say, signal }: Running): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'with-keys': { type: 'boolean', default: false },
      plain: { type: 'boolean', default: false },
      'password-file': { type: 'string' },
      as: { type: 'string', default: 'pskc' },
      subjects: { type: 'string' },
      issuer: { type: 'string', default: 'mfa-elements' },
    },
  });
  const [path, ...more] = positionals;
  const { plain, issuer, 'password-file': passwordFile } = values;
  if (path === undefined || more.length || !issuer) throw new RangeError(`Usage:\n${keysUsage}`);
  const format = oneOf('as', keyFileFormats, values.as);
  if (plain === (passwordFile !== undefined))
    throw new RangeError('Say either --password-file, or --plain for keys in the clear.');
  if (format !== 'pskc' && !plain)
    throw new RangeError('Only PSKC can have a password. Say --plain for keys in the clear.');
  const subjects = values.subjects === undefined ? undefined : await subjectsIn(values.subjects);
  const password = passwordFile === undefined ? undefined : await passwordIn(passwordFile, shortestPassword);
  if (!values['with-keys']) {
    const count = await countHolders(store.database, { subjects });
    say(
      `Nothing was written. With --with-keys the file holds the keys of ${count} people: whoever reads it can make their codes.`,
    );
    return;
  }
  const file = await makePrivateFile(path);
  try {
    const writer = await writerOf(format, { password, issuer });
    await file.write(writer.head);
    let count = 0;
    for await (const key of exportKeys({ store, sealing, now, format, subjects })) {
      if (signal.aborted) throw new RangeError('Stopped. No file was left; the audit names the keys that were read.');
      await file.write(writer.of(key));
      count++;
    }
    await file.write(writer.tail);
    await file.finish();
    say(`${path} holds ${count} keys${plain ? ', in the clear' : ''}.`);
  } catch (error) {
    await file.abandon();
    throw error;
  }
}
