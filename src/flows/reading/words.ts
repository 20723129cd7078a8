import { formatNames, kindNames } from '../../apps/formats.ts';
import { counted } from '../../localization/counted.ts';
import { msg, str } from '../../localization/msg.ts';
import type { LeftOut, Unread } from '../machine/effects.ts';
import { listed } from '../common/listed.ts';
import { institutionName } from '../common/institution.ts';
import type { Context } from '../machine/machine.ts';
import type { OwnAlert } from '../machine/screen.ts';

/** What stands above the reader: why the last thing was not taken, or how far it is. Holds no entry. */
export type ReadNews =
  /** Nothing of it can be used. */
  | { about: 'nothing'; leftOut: LeftOut[]; unread: Unread[]; others: number }
  | { about: 'parts'; read: number; of: number; isFound: boolean };

export function readAlert<E>(news: ReadNews, context: Context): OwnAlert<E> {
  if (news.about === 'parts')
    return {
      tone: 'news',
      text: msg(str`${news.read} of ${news.of} QR codes read.`),
      more: [
        news.isFound
          ? msg('The account is among them. You can go on, or read the other QR codes as well.')
          : msg('Show the next QR code. The order does not matter.'),
      ],
    };
  return { tone: 'error', ...nothingWords(news, context) };
}

/** Before anything that depends on it. */
export const insecureAlert = (): OwnAlert<never> => ({
  tone: 'error',
  text: insecureWords(),
  more: [
    msg(
      'Without one, this page gets no camera, makes no digits to compare and opens no protected file, and others in the network may read along.',
    ),
  ],
});

export const insecureWords = (): string =>
  msg('This page did not come over a secure connection. Open it with an address that begins with https.');

interface Words {
  text: string;
  more: string[];
}

/** The account itself comes first, then those of others, then what is no key at all. */
function nothingWords({ leftOut, unread, others }: ReadNews & { about: 'nothing' }, context: Context): Words {
  const othersToo = others > 0 ? [othersWords(others)] : [];
  if (leftOut.length) {
    const { text, more } = unusableWords(leftOut, context);
    return { text, more: [...more, ...othersToo, ...unreadWords(unread)] };
  }
  const [first, ...rest] = unread;
  if (first && !others) {
    const { text, more } = unreadableWords(first);
    return { text, more: [...more, ...unreadWords(rest)] };
  }
  return {
    text: msg(str`There is no account of ${institutionName(context)} in it.`),
    more: [...othersToo, msg('In the old app, choose the right account and try again.'), ...unreadWords(unread)],
  };
}

const othersWords = (others: number): string =>
  counted(
    others,
    msg('It holds 1 account of somebody else. It was not kept.'),
    msg(str`It holds ${others} accounts of others. None of them was kept.`),
  );

/** The account is there, and cannot be used. */
function unusableWords(leftOut: LeftOut[], context: Context): Words {
  const [{ name, why }, ...more] = leftOut as [LeftOut, ...LeftOut[]];
  const wayOn = wayOnWords(why, context);
  if (name && !more.length)
    return { text: msg(str`Found ${name}, but it cannot be used: ${reasonWords(why)}`), more: [wayOn] };
  return {
    text: counted(
      leftOut.length,
      msg('1 account was found, but it cannot be used.'),
      msg(str`${leftOut.length} accounts were found, but they cannot be used.`),
    ),
    more: [...reasonsWords(leftOut, context), wayOn],
  };
}

/** Accounts that were left out beside others that were not: how many, which, and why. */
export const leftOutWords = (leftOut: LeftOut[], context: Context): string[] =>
  leftOut.length
    ? [
        counted(
          leftOut.length,
          msg('1 account in it was left out.'),
          msg(str`${leftOut.length} accounts in it were left out.`),
        ),
        ...reasonsWords(leftOut, context),
      ]
    : [];

/** So many are named; the others are counted. */
const namedAtMost = 3;

/** A sentence for each reason, with whom it is about. */
const reasonsWords = (leftOut: LeftOut[], context: Context): string[] =>
  [...new Set(leftOut.map(({ why }) => why))].map((why) => {
    const ofIt = leftOut.filter((each) => each.why === why);
    const names = [...new Set(ofIt.map(({ name }) => name || msg('Account without a name')))];
    const rest = ofIt.length - Math.min(names.length, namedAtMost);
    const all = listed(names.slice(0, namedAtMost), context);
    return msg(str`${rest > 0 ? msg(str`${all} and ${rest} more`) : all}: ${reasonWords(why)}`);
  });

/** After a name and a colon. */
function reasonWords(why: LeftOut['why']): string {
  switch (why) {
    case 'not-time-based':
      return msg('the codes are counted and do not follow the time (HOTP).');
    case 'algorithm':
      return msg('the algorithm is none of SHA1, SHA256 and SHA512, and apps know no other.');
    case 'digits':
      return msg('the codes have a number of digits that apps cannot show.');
    case 'period':
      return msg('the codes change at an interval that apps cannot keep.');
    case 'secret':
      return msg('the key is damaged.');
    case 'short-key':
      return msg('a part of the key is missing.');
    case 'malformed':
      return msg('there is no key, or it is damaged.');
    case 'deleted':
      return msg('the old app has it in the trash.');
    case 'double':
      return msg('the same key is in it more than once and was taken once.');
  }
}

/** What may help, for whoever has nothing else. */
function wayOnWords(why: LeftOut['why'], context: Context): string {
  switch (why) {
    case 'secret':
    case 'short-key':
    case 'malformed':
      return msg('Bring it again, the whole of it: by a new export or QR code of the old app.');
    case 'deleted':
      return msg('Restore it in the old app, then export it again.');
    default:
      return msg(
        str`Is there another account of ${institutionName(context)} in the old app? Then bring that one. If not, set up again to get a new key.`,
      );
  }
}

/** What could not be read beside something that could. */
export const unreadWords = (unread: Unread[]): string[] =>
  [...new Set(unread.map((one) => unreadableWords(one).text))]
    .slice(0, namedAtMost)
    .map((text) => msg(str`Not read: ${text}`));

const anotherExport = (): string =>
  msg('In the old app, export once more without encryption or as text, and delete that file afterwards.');

function unreadableWords({ why, format, kind }: Unread): Words {
  const name = format === null ? undefined : formatNames[format];
  switch (why) {
    case 'empty':
      return { text: msg('There is nothing in it.'), more: [msg('Choose another picture or file.')] };
    case 'too-large':
      return {
        text: msg('It is too large to be an export of an app.'),
        more: [msg('Choose the file that the app wrote, or a picture of the QR code.')],
      };
    case 'unknown':
      return unknownWords();
    case 'not-loaded':
      return { text: msg('This could not be loaded. Check the connection and try again.'), more: [] };
    case 'insecure':
      return { text: msg(str`This is a protected export of ${name ?? format!}`), more: [insecureWords()] };
    case 'broken':
      return {
        text: name
          ? msg(str`This looks like an export of ${name}, but a part of it is missing.`)
          : msg('A part of it is missing.'),
        more: [msg('Export it again in the old app and choose the new one.')],
      };
    case 'unsupported':
      return {
        text: name
          ? msg(str`This is an encrypted export of ${name}. It cannot be opened here.`)
          : msg('It is encrypted and cannot be opened here.'),
        more: [anotherExport()],
      };
    case 'packed':
      return {
        text: msg(str`This is a packed file (${kindNames[kind!]!}).`),
        more: [
          msg(
            'Unpack it and choose the file that is inside. If it wants a password, that was chosen when it was made.',
          ),
        ],
      };
    case 'encrypted':
      return encryptedWords(kind);
    case 'other-file':
      return otherFileWords(kind);
    case 'no-entries':
      return {
        text: msg('It can be read, but holds no account.'),
        more: [msg('Export again and choose the account.')],
      };
  }
}

const unknownWords = (): Words => ({
  text: msg('This is not a key, and not an export of an app that we can read.'),
  more: [
    msg('Use the QR code that the old app shows for moving an account, or the file it exports.'),
    msg('A QR code for opening a web page does not hold a key.'),
  ],
});

function encryptedWords(kind: string | null): Words {
  const name = kindNames[kind!]!;
  if (kind === 'keepass')
    return {
      text: msg(str`This is a database of ${name}. It cannot be opened here.`),
      more: [msg('In KeePass or KeePassXC, export it as CSV or XML, choose that file, and delete it afterwards.')],
    };
  if (kind === 'otpclient')
    return {
      text: msg(str`This is an encrypted export of ${name}. It cannot be opened here.`),
      more: [anotherExport()],
    };
  return {
    text: msg(str`This file is encrypted with ${name}. It cannot be opened here.`),
    more: [msg('Decrypt it with the program that encrypted it, choose what comes out, and delete that afterwards.')],
  };
}

function otherFileWords(kind: string | null): Words {
  switch (kind) {
    case 'pdf':
      return {
        text: msg('This is a PDF document, not a picture.'),
        more: [msg('Open it, take a screenshot of the QR code in it and choose that.')],
      };
    case 'picture':
      return {
        text: msg('This is a picture of a kind that cannot be opened here.'),
        more: [msg('Open it, take a screenshot of the QR code in it and choose that.')],
      };
    case 'office':
      return {
        text: msg('This is a document of an office program.'),
        more: [msg('Open it and copy the address that begins with otpauth, or take a screenshot of the QR code.')],
      };
    case 'sqlite':
      return {
        text: msg('This is the database of an app (SQLite), not its export.'),
        more: [msg('Use the QR code that the old app shows for moving an account, or the file it exports.')],
      };
    default:
      return unknownWords();
  }
}
