/**
 * Words split by the screen that needs them, so that a reader of Japanese downloads one manual's words and not all.
 * A text that stands in several places is in each of their chunks.
 *
 * A folder of flows is a chunk. These files are split from theirs, since people who need the folder mostly need nothing
 * of them, or the other way round.
 */
const apart: readonly [chunk: string, file: RegExp][] = [
  ['key-reader', /^reading\/reader-(screen|words)\.ts$/],
  // A set-up is done after a code was typed: the words for refusals have come with that field.
  ['refusals', /^common\/((problem|service|refusal)-words|setup-done)\.ts$/],
  ['choose-guide', /^start\/choose\.guide\.flow\.ts$/],
  ['overview', /^start\/overview\.flow\.ts$/],
  ['guide', /^app\/(guide|.*\.guide\.flow)\.ts$|^mail\/mail\.guide\.flow\.ts$|^common\/guide-words\.ts$/],
  ['app-browser', /^app\/(app-browser\.flow|browser-(app|key))\.ts$/],
  ['app-smartphone', /^app\/(app-smartphone\.flow|setup|smartphone-app)\.ts$|^common\/(key-words|stores)\.ts$/],
  ['app-here', /^own-app\/(app-here\.flow|own-key)\.ts$|^transfer\/own-app\.ts$/],
  ['pairing', /^own-app\/vault-pick\.ts$/],
  ['vault', /^own-app\/vault-[a-z-]+\.ts$/],
  ['authenticator', /^own-app\/(authenticator\.flow|words|clock)\.ts$/],
  ['authenticator-more', /^own-app\/authenticator-[a-z-]+\.flow\.ts$/],
  ['sync', /^transfer\/((sync|change-device)\.flow|ends)\.ts$/],
  ['old-device', /^transfer\/old-device\.ts$/],
  ['device-acts', /^devices\/(remove-device|check-code)\.flow\.ts$|^start\/not-offered\.flow\.ts$/],
  ['renewal', /^devices\/(renew-key|recovery-codes)\.flow\.ts$/],
  ['devices', /^common\/(device-words|reset-waits)\.ts$/],
  ['wipe', /^reset\/wipe\.flow\.ts$/],
  ['step-up', /^interruptions\/step-up\.flow\.ts$/],
];

/** Parts of screens that come with their own words. */
const parts: readonly [chunk: string, file: RegExp][] = [
  ['live-code', /^src\/screens\/parts\/live-code\.ts$/],
  ['codes-here', /^src\/elements\/codes-here\.ts$/],
  ['pairing', /^src\/screens\/parts\/time-left\.ts$/],
];

/** What everybody downloads; a file that is not named here has no place there. */
const everybody =
  /^src\/(localization\/msg|screens\/(frame|help-desk-view|parts\/countdown)|flows\/(start\/choose\.flow|common\/(screens|failed-screen|where-screen)))\.ts$/;

/** The chunk that the words of a file are in. Throws for a file that has no place yet. */
export function chunkOf(path: string): string {
  const inFlows = /^src\/flows\/(.*)$/.exec(path)?.[1];
  const split = inFlows ? apart.find(([, file]) => file.test(inFlows)) : parts.find(([, file]) => file.test(path));
  if (split) return split[0];
  if (everybody.test(path)) return 'frame';
  const folder = inFlows?.split('/')[0];
  if (folder && !['machine', 'common', 'start'].includes(folder)) return folder;
  throw new Error(`${path} has words, and everybody would download them: say where they belong in word-chunks.ts`);
}

/** Those that first screens need: where they lie is known from the start, where the others lie is a file of its own. */
export const usualChunks = new Set(['frame', 'app-smartphone', 'mail', 'refusals', 'interruptions']);

/** These have come before a flow can need them: with the first screen, and with the first field. */
export const alwaysThere = new Set(['frame', 'refusals']);
