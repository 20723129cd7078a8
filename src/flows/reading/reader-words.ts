import { msg, str } from '../../localization/msg.ts';
import type { CameraFailure } from '../../ports/camera.ts';
import type { News, Way } from './reader-state.ts';

export function wayWords(way: Way): string {
  switch (way) {
    case 'camera':
      return msg('Scan the QR code with the camera');
    case 'picture':
      return msg('Use a picture or an exported file');
    case 'screen':
      return msg('Read it from another window on this screen');
    case 'text':
      return msg('Paste or type the key');
  }
}

export function newsWords(news: News): string {
  switch (news.at) {
    case 'looking':
      return msg('Looking for a QR code…');
    case 'read':
      return msg('QR code read');
    case 'taken':
      return msg('Text taken');
    case 'file-taken':
      return msg('File taken');
    case 'stopped':
      return msg('Stopped');
    case 'camera-off':
      return msg('The camera is off.');
    case 'screen-denied':
      return msg('Nothing was shared. You can choose a window again, or use a screenshot of the QR code.');
    case 'screen-stopped':
      return msg(
        'Sharing ended before a QR code was read. Show the whole of it, as large as it gets, and choose the window again.',
      );
    case 'not-loaded':
      return msg('This could not be loaded. Check the connection and try again.');
    case 'parts':
      return msg(str`${news.read} of ${news.of} QR codes read.`);
    case 'next-part':
      return msg('Show the next QR code. The order does not matter.');
    case 'text-too-long':
      return msg('That text is too long for a key.');
    case 'file-too-large':
      return msg(
        str`“${news.name}” is larger than 5 MB. Exported files are much smaller: please check that it is the right one.`,
      );
    case 'picture-too-large':
      return msg(
        str`“${news.name}” is too large for a picture. Cut it down to the QR code, or take a screenshot of it.`,
      );
    case 'picture-not-a-picture':
      return msg(str`“${news.name}” cannot be opened as a picture. Use PNG or JPEG, or take a screenshot of it.`);
    case 'picture-no-code':
      return msg(
        str`No QR code was found in “${news.name}”. Use a picture that shows the whole code, sharp and straight, with a margin around it.`,
      );
    case 'picture-moves':
      return msg(
        str`“${news.name}” is an animation, and a QR code was looked for in a part of it only. Take a screenshot while it shows the code.`,
      );
  }
}

/** What went wrong, and what to do instead. */
export const failureWords = (why: CameraFailure): string[] =>
  ({
    denied: () => [
      msg('The camera is not allowed on this page.'),
      msg(
        'To allow it, press the sign beside the address of the page, allow the camera, and start it again. A picture of the QR code works, too.',
      ),
    ],
    missing: () => [
      msg('No camera was found.'),
      msg('Connect one and start it again, or use a picture of the QR code.'),
    ],
    busy: () => [
      msg('The camera did not start.'),
      msg('Another app may be using it: close that and start it again. A picture of the QR code works, too.'),
    ],
    unsupported: () => [
      msg('This browser does not give the camera to this page.'),
      msg('Use a picture of the QR code, or paste the key.'),
    ],
  })[why]();
