import { formatNames } from '../apps/formats.ts';
import { msg, str } from '../localization/msg.ts';
import type { ReadTrouble } from './effects.ts';
import type { Context } from './machine.ts';
import type { OwnAlert } from './steps.ts';

/** What stands above the reader: why the last thing was not taken, or how far it is. Holds no entry. */
export type ReadNews =
  | { about: 'unreadable'; why: ReadTrouble; format: string | null }
  /** None of the entries is the institution's. */
  | { about: 'not-mine'; others: number }
  /** The codes belong to another export than the ones before. */
  | { about: 'parts'; read: number; of: number; isFound: boolean };

export const institutionName = ({ profile, locale }: Context): string => profile.name[locale] ?? profile.name.en;

export function readAlert<E>(news: ReadNews, context: Context): OwnAlert<E> {
  switch (news.about) {
    case 'parts':
      return {
        tone: 'news',
        text: msg(str`${news.read} of ${news.of} codes read.`),
        more: [
          news.isFound
            ? msg('The account is among them. You can go on, or read the other codes as well.')
            : msg('Show the next code. The order does not matter.'),
        ],
      };
    case 'not-mine':
      return {
        tone: 'error',
        text: msg(str`There is no account of ${institutionName(context)} in it.`),
        more: [
          msg(str`It holds ${news.others} accounts of others. None of them was kept.`),
          msg('In the old app, choose the right account and try again.'),
        ],
      };
    case 'unreadable':
      return { tone: 'error', ...unreadableWords(news.why, news.format) };
  }
}

function unreadableWords(why: ReadTrouble, format: string | null): { text: string; more: string[] } {
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
    case 'packed':
    case 'other-file':
      return {
        text: msg('This is not a key, and not an export of an app that we can read.'),
        more: [
          msg('Use the QR code that the old app shows for moving an account, or the file it exports.'),
          msg('A QR code for opening a web page does not hold a key.'),
        ],
      };
    case 'broken':
      return {
        text: name
          ? msg(str`This looks like an export of ${name}, but a part of it is missing.`)
          : msg('A part of it is missing.'),
        more: [msg('Export it again in the old app and choose the new one.')],
      };
    case 'unsupported':
    case 'encrypted':
      return {
        text: name
          ? msg(str`This is an encrypted export of ${name}. It cannot be opened here.`)
          : msg('It is encrypted and cannot be opened here.'),
        more: [msg('In the old app, export once more without encryption or as text, and delete that file afterwards.')],
      };
    case 'no-entries':
      return {
        text: msg('It can be read, but holds no account.'),
        more: [msg('Export again and choose the account.')],
      };
  }
}
