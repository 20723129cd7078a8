import { html, type TemplateResult } from 'lit';
import { msg, str } from '../../localization/msg.ts';
import type { CameraFailure } from '../../qr/camera.ts';

export type Way = 'camera' | 'picture' | 'screen' | 'text';

/** What there is to say. */
export type News =
  | {
      at:
        | 'looking'
        | 'read'
        | 'taken'
        | 'file-taken'
        | 'stopped'
        | 'camera-off'
        | 'screen-denied'
        | 'screen-stopped'
        | 'not-loaded'
        | 'text-too-long'
        | 'next-part';
    }
  | { at: 'parts'; read: number; of: number }
  | {
      at: 'file-too-large' | 'picture-too-large' | 'picture-not-a-picture' | 'picture-no-code' | 'picture-moves';
      name: string;
    };

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

export const words = {
  cameraReason: () =>
    msg(
      'The camera is used only to read the QR code. Its picture stays on this device and is not kept. Your browser will ask whether you allow it.',
    ),
  startCamera: () => msg('Start the camera'),
  asking: () => msg('Waiting for your permission…'),
  preview: () => msg('What the camera sees'),
  device: () => msg('Camera'),
  deviceNumber: (number: number) => msg(str`Camera ${number}`),
  stopCamera: () => msg('Stop the camera'),
  torch: () => msg('Light'),
  stop: () => msg('Stop'),
  pictureHint: () =>
    msg(
      'A screenshot or photo of the QR code, or the file that your app exported. You can choose several, drop them here or paste them.',
    ),
  file: () => msg('Picture or file'),
  screenHint: () =>
    msg(
      'Choose the window that shows the QR code. Sharing ends as soon as the code is read, and nothing leaves this device.',
    ),
  share: () => msg('Choose a window'),
  text: () => msg('Paste the address or type the key'),
  textHint: () =>
    msg('The address begins with otpauth. The key is letters and digits; blanks and small letters are fine.'),
  submit: () => msg('Use this key'),
};

export function newsWords(news: News): string {
  switch (news.at) {
    case 'looking':
      return msg('Looking for a code…');
    case 'read':
      return msg('Code read');
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
        'Sharing ended before a code was read. Show the whole QR code, as large as it gets, and choose the window again.',
      );
    case 'not-loaded':
      return msg('This could not be loaded. Check the connection and try again.');
    case 'parts':
      return msg(str`${news.read} of ${news.of} codes read.`);
    case 'next-part':
      return msg('Show the next code. The order does not matter.');
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
export function cameraFailure(why: CameraFailure): TemplateResult {
  const [what, instead] = {
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
  }[why]();
  return html`<p>${what}</p>
    <p>${instead}</p>`;
}
