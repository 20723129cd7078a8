import type { App, Form, Place } from './app.ts';

/** One end of a transfer. */
export interface End {
  app: App;
  place: Place;
}

/** What this browser, on the device the person reads this on, can do. */
export interface Abilities {
  camera: boolean;
  /** The page may keep keys: this browser's own app is one of the apps there. */
  vault: boolean;
  /** There is a back end, at whose mailbox two devices meet. */
  pairing?: boolean;
  /** The page did not come over https: it gets no camera, no clipboard, and nothing to make codes or open files with. */
  insecure?: boolean;
}

export type HandOver =
  /** The old app gives what the new one takes. */
  | { how: 'direct'; form: Form }
  /** This page reads what the old app gives. */
  | { how: 'read'; form: Form }
  /** This page shows what the new app takes. */
  | { how: 'show'; form: Form }
  /** This page on one device hands it to this page on the other, sealed. */
  | { how: 'pair'; form: 'pairing' };

export type Route = readonly HandOver[];

/** Why there is no way. */
export type NoRoute = 'gives-nothing' | 'takes-nothing' | 'would-lose';

export type Plan = { at: 'routes'; routes: readonly [Route, ...Route[]] } | { at: 'none'; why: NoRoute };

interface KeyRules {
  algorithm: string;
  periodS: number;
}

/** Google's export has no period. Apps read it as 30 seconds. */
const formKeeps = (form: Form, { periodS }: KeyRules): boolean => form !== 'migration-qr' || periodS === 30;

/** Whether this app makes the right codes of the key. */
export const appKeeps = ({ drops = [] }: App, { algorithm, periodS }: KeyRules): boolean =>
  !(drops.includes('algorithm') && algorithm !== 'SHA1') && !(drops.includes('period') && periodS !== 30);

/** Only a phone can scan a code from another screen. An app in a browser reads what its own browser shows. */
const goesDirectly = (form: Form, from: End, to: End): boolean => {
  if (form === 'backup-file') return from.app.id === to.app.id;
  if (form === 'key-text') return false;
  return form === 'otpauth-text' || to.place === 'smartphone';
};

const directForms: readonly Form[] = ['otpauth-qr', 'migration-qr', 'otpauth-text', 'backup-file'];
const shownForms: readonly Form[] = ['otpauth-qr', 'key-text', 'otpauth-text'];

/** What a person can bring to this page most easily, best first. */
function readForms({ place }: End, { camera }: Abilities): readonly Form[] {
  const codes: Form[] = ['otpauth-qr', 'migration-qr'];
  const files: Form[] = ['otpauth-text', 'backup-file'];
  const codesFirst = place === 'smartphone' && camera;
  return [...(codesFirst ? [...codes, ...files] : [...files, ...codes]), 'key-text'];
}

const pairing: Route = [{ how: 'pair', form: 'pairing' }];

/** The ways from one app to another, shortest first; or why there is none. */
export function planRoutes(from: End, to: End, can: Abilities, key: KeyRules): Plan {
  const given = (form: Form): boolean => form in from.app.gives;
  const taken = (form: Form): boolean => form in to.app.takes;
  if (!Object.keys(from.app.gives).length) return { at: 'none', why: 'gives-nothing' };
  const direct = directForms.filter((form) => given(form) && taken(form) && goesDirectly(form, from, to));
  const read = readForms(from, can).filter(given);
  const [shown] = shownForms.filter(taken);
  const canPair = can.pairing === true && taken('pairing');
  const kept = (form: Form): boolean => formKeeps(form, key) && appKeeps(to.app, key);
  // The app in this browser gives its keys itself. For a phone, this page on the phone reads the export and hands it
  // over.
  const isOwn = given('pairing');
  const isThroughPhone = !isOwn && from.place === 'smartphone' && read.some(kept);
  const routes: Route[] = [
    ...(canPair && isOwn && kept('pairing') ? [pairing] : []),
    ...direct.filter(kept).map((form) => [{ how: 'direct', form }] as const),
    ...(shown
      ? read.filter(kept).map(
          (form) =>
            [
              { how: 'read', form },
              { how: 'show', form: shown },
            ] as const,
        )
      : []),
    ...(canPair && isThroughPhone ? [pairing] : []),
  ];
  const [first, ...more] = routes;
  if (first) return { at: 'routes', routes: [first, ...more] };
  return { at: 'none', why: direct.length || (shown && read.length) ? 'would-lose' : 'takes-nothing' };
}
