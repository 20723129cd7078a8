import { Secret } from '../../core/secret.ts';
import type { KeySource } from '../machine/effects.ts';
import { hostOf } from '../machine/host.ts';
import { cameraOff, filming, isWorking, picture, screen, showing, text } from './reader-screen.ts';
import type {
  News,
  Progress,
  ReaderContext,
  ReaderDialect,
  ReaderEffect,
  ReaderEvent,
  ReaderState,
  Way,
} from './reader-state.ts';

/** Largest file or text that is no picture, bytes. Exports of hundreds of accounts stay below one megabyte. */
export const largestFileBytes = 5 * 2 ** 20;

const { define, go } = hostOf<ReaderState, ReaderEvent, never, unknown, ReaderDialect>();

type Of<Type extends ReaderEvent['type']> = Extract<ReaderEvent, { type: Type }>;
/** The camera is on, or may be. */
type Lit = Extract<ReaderState, { seen: object }>;

/** Nothing is under way. */
const resting = (at: 'closed' | Way, news: News[] = []): ReaderState => ({ at, news, search: null });

const wayOf = ({ at }: ReaderState): 'closed' | Way => {
  if (at === 'asking' || at === 'refused' || at === 'filming') return 'camera';
  return at === 'sharing' ? 'screen' : at;
};

const tell = (sources: KeySource[]): ReaderEffect[] => (sources.length ? [{ effect: 'tell', sources }] : []);

/** Ends what is under way; what has been read by then counts. */
const end = (state: ReaderState, to: ReaderState, ...run: ReaderEffect[]) =>
  go(to, { effect: 'end' }, ...tell([...(state.search?.read ?? []), ...('seen' in state ? state.seen : [])]), ...run);

/** What is found and what is missing, of a text in several codes. */
const partNews = (progress: Progress): News[] =>
  progress && progress.read < progress.of ? [{ at: 'parts', ...progress }, { at: 'next-part' }] : [];

function take(state: ReaderState, typed: string) {
  const trimmed = typed.trim();
  if (!trimmed) return state;
  if (trimmed.length > largestFileBytes) return { ...state, news: [{ at: 'text-too-long' } as const] };
  return go({ ...state, news: [{ at: 'taken' }] }, ...tell([new Secret(trimmed)]));
}

/** Whatever way is open. */
const anywhere = {
  openedWay: (state: ReaderState, { way }: Of<'openedWay'>) =>
    end(state, resting(wayOf(state) === way ? 'closed' : way)),
  brought: (state: ReaderState, { files, text }: Of<'brought'>, { isBusy }: ReaderContext) => {
    if (isBusy) return state;
    if (!files.length) return take(state, text);
    if (isWorking(state)) return state;
    // What is copied with its picture, say; the address of a dragged picture holds no key.
    const read = text.includes('otpauth') && text.length <= largestFileBytes ? [new Secret(text)] : [];
    return go({ ...state, news: [{ at: 'looking' }], search: { read, news: [] } }, { effect: 'read-files', files });
  },
  stopped: (state: ReaderState) => end(state, resting(wayOf(state), [{ at: 'stopped' }])),
  looked: (state: ReaderState, { isRefused }: Of<'looked'>) =>
    isRefused
      ? // Why it was refused stands above, where “Text taken” would say otherwise.
        { ...state, news: state.news.filter(({ at }) => !/taken|read/.test(at)) }
      : go(state, { effect: 'clear-text' }),
  left: (state: ReaderState) => go(resting(wayOf(state), state.news), { effect: 'end' }, { effect: 'forget' }),
};

/** Files are searched beside the way that is open. A refused one does not keep the others from being read. */
const searching = {
  ...anywhere,
  fileRead: (state: ReaderState, { sources, news }: Of<'fileRead'>) => {
    const search = state.search!;
    const isSaid = search.news.some((said) => JSON.stringify(said) === JSON.stringify(news));
    return {
      ...state,
      search: { read: [...search.read, ...sources], news: isSaid ? search.news : [...search.news, news] },
    };
  },
  searched: (state: ReaderState, { progress }: Of<'searched'>) => {
    const { read, news } = state.search!;
    return go(
      { ...state, search: null, news: news.flatMap((each) => (each.at === 'part' ? partNews(progress) : each)) },
      ...tell(read),
    );
  },
};

const start = {
  startedCamera: (state: ReaderState, { deviceId }: Of<'startedCamera'>) =>
    end(state, { at: 'asking', news: [], search: null, seen: [] }, { effect: 'open-camera', deviceId }),
};

const sawPart = (state: ReaderState, { progress }: Of<'sawPart'>) => ({ ...state, news: partNews(progress) });

const turnedOff = (state: ReaderState) => end(state, resting('camera', [{ at: 'camera-off' }]));

/** What it sees, many times a second; it may be seen before the browser has said all about the camera. */
const seeing = {
  sawPart,
  saw: (state: Lit, { texts }: Of<'saw'>) =>
    go(
      { ...state, news: [{ at: 'read' }], seen: [...state.seen, ...texts] },
      ...(state.seen.length ? [] : [{ effect: 'gather' } as const]),
    ),
  gathered: (state: Lit) => go({ ...state, seen: [] }, ...tell(state.seen)),
  cameraEnded: turnedOff,
};

/**
 * The reader of keys: a machine beside the flow that reads, since it goes on filming while the flow looks at what it was
 * told. It knows no camera, no clock and no file: what it wants done it returns as effects.
 */
export const reader = define({
  id: 'key-reader',
  start: ({ first }) => resting(first),
  states: {
    closed: { screen: showing(), on: searching },
    camera: { screen: showing(cameraOff), on: { ...searching, ...start } },
    asking: {
      busyOn: 'camera',
      screen: showing(cameraOff),
      on: {
        ...searching,
        ...seeing,
        cameraOpened: ({ news, search, seen }, { lens }) => ({
          at: 'filming',
          news: seen.length ? news : [{ at: 'looking' }],
          search,
          seen,
          lens,
        }),
        cameraFailed: ({ news, search, seen }, { why }) =>
          go(
            why === 'not-loaded' ? { at: 'camera', news: [{ at: why }], search } : { at: 'refused', news, search, why },
            ...tell(seen),
          ),
      },
    },
    refused: { screen: showing(cameraOff), on: { ...searching, ...start } },
    filming: {
      screen: showing(filming),
      on: {
        ...searching,
        ...start,
        ...seeing,
        stoppedCamera: turnedOff,
        pressedTorch: (state) => go(state, { effect: 'set-torch', isOn: state.lens.torch === 'off' }),
        torchSet: (state, { isOn }) => ({ ...state, lens: { ...state.lens, torch: isOn ? 'on' : 'off' } }),
      },
    },
    picture: { screen: showing(picture), on: searching },
    screen: {
      screen: showing(screen),
      on: {
        ...searching,
        sharedWindow: (state) =>
          state.search
            ? state
            : go({ at: 'sharing', news: [{ at: 'looking' }], search: null }, { effect: 'read-window' }),
      },
    },
    sharing: {
      busyOn: 'screen',
      screen: showing(screen),
      on: {
        ...anywhere,
        sawPart,
        windowRead: (_, { texts }) => go(resting('screen', [{ at: 'read' }]), ...tell(texts)),
        windowEnded: (_, { why }) => resting('screen', [{ at: why === 'not-loaded' ? why : `screen-${why}` }]),
      },
    },
    text: {
      screen: showing(text),
      on: {
        ...searching,
        submittedText: (state, { value }, { isBusy }) => (isBusy ? state : take(state, value)),
      },
    },
  },
});
