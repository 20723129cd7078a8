import { msg, str } from '../../localization/msg.ts';
import type { Inside, ReaderContext, ReaderScreen, ReaderState, Way } from './reader-state.ts';
import { failureWords, newsWords, wayWords } from './reader-words.ts';

type Lit = Extract<ReaderState, { at: 'filming' }>;

const waysIn = ({ first, canShareScreen }: ReaderContext): Way[] => [
  first,
  first === 'camera' ? 'picture' : 'camera',
  ...(canShareScreen ? (['screen'] as const) : []),
  'text',
];

/** While files are searched or a window is looked at. */
export const isWorking = ({ at, search }: ReaderState): boolean => search !== null || at === 'sharing';

/** What there is to say, the ways, and what is inside the one that is open. */
export const showing =
  <State extends ReaderState>(insideOf?: (state: State) => Inside) =>
  (state: State, context: ReaderContext): ReaderScreen => {
    const inside = insideOf?.(state);
    return {
      kind: 'reader',
      news: state.news.map(newsWords),
      ...(isWorking(state) && { stop: { label: msg('Stop'), event: { type: 'stopped' } } }),
      ways: waysIn(context).map((way) => ({
        way,
        label: wayWords(way),
        event: { type: 'openedWay', way },
      })),
      ...(inside && { inside }),
    };
  };

export const cameraOff = (state: ReaderState): Inside => ({
  way: 'camera',
  reason: msg(
    'The camera is used only to read the QR code. Its picture stays on this device and is not kept. Your browser will ask whether you allow it.',
  ),
  ...(state.at === 'refused' && { alert: failureWords(state.why) }),
  start: {
    label: state.at === 'asking' ? msg('Waiting for your permission…') : msg('Start the camera'),
    event: { type: 'startedCamera' },
  },
  isClosed: state.at === 'asking',
});

export const filming = ({ lens: { devices, deviceId, torch } }: Lit): Inside => ({
  way: 'camera',
  preview: msg('What the camera sees'),
  ...(devices.length > 1 && {
    device: {
      label: msg('Camera'),
      options: devices.map(({ id, label }, index) => ({ id, label: label || msg(str`Camera ${index + 1}`) })),
      chosen: deviceId,
    },
  }),
  stop: { label: msg('Stop the camera'), event: { type: 'stoppedCamera' } },
  ...(torch !== 'none' && { torch: { label: msg('Light'), event: { type: 'pressedTorch' }, isOn: torch === 'on' } }),
});

export const picture = (): Inside => ({
  way: 'picture',
  hint: msg(
    'A screenshot or photo of the QR code, or the file that your app exported. You can choose several, drop them here or paste them.',
  ),
  label: msg('Picture or file'),
});

export const screen = (state: ReaderState): Inside => ({
  way: 'screen',
  hint: msg(
    'Choose the window that shows the QR code. Sharing ends as soon as the QR code is read, and nothing leaves this device.',
  ),
  share: { label: msg('Choose a window'), event: { type: 'sharedWindow' } },
  isClosed: isWorking(state),
});

export const text = (): Inside => ({
  way: 'text',
  hint: msg('The address begins with otpauth. The key is letters and digits; blanks and small letters are fine.'),
  label: msg('Paste the address or type the key'),
  submit: msg('Use this key'),
});
