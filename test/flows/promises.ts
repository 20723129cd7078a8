import { textsOf } from './texts.ts';
import type { AnyScreen, Edge, Graph, Node } from './walk.ts';

/** What screens promise in words, and what has to be true then. Read in English: the other languages say the same. */

interface Pointer {
  /** What a sentence points at. */
  what: string;
  says: RegExp;
  isThere: (screen: AnyScreen) => boolean;
}

const isKind =
  (...kinds: AnyScreen['kind'][]) =>
  ({ kind }: AnyScreen): boolean =>
    kinds.includes(kind);
const takesKeys = isKind('reader', 'scan');
const showsDigits = (screen: AnyScreen): boolean =>
  isKind('compare-code', 'compare-digits')(screen) ||
  (screen.kind === 'list' && screen.rows.some(({ code }) => code)) ||
  // Digits to compare stand in the text while the other device is asked.
  (screen.body ?? []).some((sentence) => /^\d{3} \d{3}$/.test(sentence));

const pointers: readonly Pointer[] = [
  {
    what: 'a QR code',
    says: /\b(scan|point (the phone|the camera|it)|hold (the phone|it)) (here|at this (screen|code))\b|\b(this|the) QR code below\b|\bscan this (QR )?code\b/i,
    isThere: isKind('show-key', 'invitation'),
  },
  {
    what: 'digits',
    says: /\bthese (six )?digits\b|\b(digits|code) below\b|\bthe same digits as this one\b|\bthe digits (shown )?here\b/i,
    isThere: showsDigits,
  },
  {
    what: 'a key',
    says: /\b(copy|paste|type) (the|this) key( below)?\b(?! (there|in))/i,
    isThere: (screen) => isKind('show-key')(screen) || takesKeys(screen),
  },
  {
    what: 'where to choose, type or paste',
    says: /\b(choose|type|paste|drop|bring)\b[^.]*\bbelow\b/i,
    isThere: (screen) => takesKeys(screen) || isKind('enter-code', 'enter-text', 'show-key', 'compare-code')(screen),
  },
];

/** Sentences that point at a code, a QR code, a field or a key that is not on the screen. */
export const pointingAtNothing = (screen: AnyScreen): string[] =>
  textsOf(screen).filter((text) => pointers.some(({ says, isThere }) => says.test(text) && !isThere(screen)));

/** What a person can press there, by its label. */
function labelsOf(screen: AnyScreen): string[] {
  const { others = [], links = [], alert } = screen;
  const all: { label: string }[] = [...others, ...links];
  if (alert && 'action' in alert && alert.action) all.push(alert.action);
  if ('primary' in screen && screen.primary) all.push(screen.primary);
  if (screen.kind === 'choose') all.push(...screen.choices);
  if (screen.kind === 'compare-digits') all.push(screen.differ);
  if (screen.kind === 'list')
    for (const { actions, further } of screen.rows) all.push(...actions, ...(further?.actions ?? []));
  if (screen.kind === 'enter-code' || screen.kind === 'enter-text') all.push(screen.submit);
  return all.map(({ label }) => label);
}

/** The sentence itself says that the button is elsewhere. */
const isElsewhere =
  /\b(there|that page|in the app|in your app|other (device|browser)|on the (old|new)|of the extension|list of your devices)\b/i;

/** Buttons of ours that a sentence names in quotation marks and that are not on its screen. */
export function namingNoButton({ nodes }: Graph): string[] {
  const ours = new Set(nodes.flatMap(({ screen }) => labelsOf(screen)));
  return nodes.flatMap(({ at, screen }) => {
    const here = new Set(labelsOf(screen));
    return textsOf(screen)
      .filter((text) => !isElsewhere.test(text))
      .flatMap((text) => [...text.matchAll(/“([^”]+)”/g)].map(([, name]) => name!))
      .filter((name) => ours.has(name) && !here.has(name))
      .map((name) => `${at}: “${name}”`);
  });
}

/** “You can … for a minute”: something that a person may still do later, after a reload as well. */
const promisesTime = /\byou can\b[^.]*\bfor (a|an|\d+|\w+) (minutes?|hours?|days?)\b/i;

/** Promises with a time that whoever opens the page anew does not find again. */
export function notFoundAgain({ start, nodes }: Graph, isPress: (edge: Edge) => boolean): string[] {
  const promised = ({ screen }: Node) => textsOf(screen).filter((text) => promisesTime.test(text));
  const unasked = new Set([start]);
  for (const { onward } of unasked) for (const edge of onward) if (!isPress(edge)) unasked.add(edge.to);
  const general = (text: string): string => text.replace(/\d+|\ban?\b/g, '#').replace(/minutes/g, 'minute');
  const again = new Set([...unasked].flatMap(promised).map(general));
  return nodes.flatMap((node) =>
    promised(node)
      .filter((text) => !again.has(general(text)))
      .map((text) => `${node.at}: ${text}`),
  );
}
