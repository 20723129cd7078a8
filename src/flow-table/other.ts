import type { FlowId } from '../flows/machine/flow-id.ts';
import type { ChunkName } from '../localization/load.ts';
import { guideWords } from './generated/guide-words.ts';
import { otherWords } from './generated/other-words.ts';
import { formViews, type FlowSource } from './source.ts';
import type { FlowSources, usualSources } from './usual.ts';
import type { ScreenViews } from '../screens/kinds/view.ts';

/** A screen that asks for something leads to a call, so the code that sends calls is fetched beside it. */
const withWires = async (views: Promise<ScreenViews>): Promise<ScreenViews> =>
  (await Promise.all([views, import('../client/encode.ts')]))[0];

/** A screen that reads a key: its importers and decoders are fetched when they are used. */
const readViews = () => withWires(import('../screens/kinds/read-views.ts').then(({ readViews }) => readViews));
/** A pairing itself is fetched when it begins. */
const pairViews = () => withWires(import('../screens/kinds/pair-views.ts').then(({ pairViews }) => pairViews));
const listViews = () => withWires(import('../screens/kinds/list-views.ts').then(({ listViews }) => listViews));
const saveCodesViews = () =>
  withWires(import('../screens/kinds/save-codes.ts').then(({ saveCodesViews }) => saveCodesViews));
const codesViews = () => withWires(import('../screens/kinds/codes-views.ts').then(({ codesViews }) => codesViews));

/** A screen that compares digits shows them live. */
const withCode = (words: readonly ChunkName[]): readonly ChunkName[] => [...words, 'live-code'];

/** Every flow beyond the usual ones, in both ways of running where they are one file. */
export const otherSources = {
  overview: {
    words: otherWords.overview,
    // For the styles only. In a file of their own they would cost the list 250 bytes.
    views: listViews,
    flow: async () => (await import('../flows/start/overview.flow.ts')).overviewFlow,
  },
  sync: { words: otherWords.sync, flow: async () => (await import('../flows/transfer/sync.flow.ts')).syncFlow },
  'sync-smartphone-smartphone': {
    words: withCode(otherWords['sync-smartphone-smartphone']),
    views: readViews,
    flow: async () =>
      (await import('../flows/transfer/sync-smartphone-smartphone.flow.ts')).syncSmartphoneSmartphoneFlow,
  },
  'sync-smartphone-browser': {
    words: withCode(otherWords['sync-smartphone-browser']),
    views: readViews,
    flow: async () => (await import('../flows/transfer/sync-smartphone-browser.flow.ts')).syncSmartphoneBrowserFlow,
  },
  'sync-browser-smartphone': {
    words: withCode(otherWords['sync-browser-smartphone']),
    views: readViews,
    flow: async () => (await import('../flows/transfer/sync-browser-smartphone.flow.ts')).syncBrowserSmartphoneFlow,
  },
  'sync-browser-browser': {
    words: withCode(otherWords['sync-browser-browser']),
    views: readViews,
    flow: async () => (await import('../flows/transfer/sync-browser-browser.flow.ts')).syncBrowserBrowserFlow,
  },
  'change-device': {
    words: withCode(otherWords['change-device']),
    views: readViews,
    flow: async () => (await import('../flows/transfer/change-device.flow.ts')).changeDeviceFlow,
  },
  'pair-here': {
    words: otherWords['pair-here'],
    views: pairViews,
    flow: async () => (await import('../flows/pairing/pair-here.flow.ts')).pairHereFlow,
  },
  'pair-give': {
    words: withCode(otherWords['pair-give']),
    views: pairViews,
    flow: async () => (await import('../flows/pairing/pair-give.flow.ts')).pairGiveFlow,
  },
  'pair-there': {
    words: otherWords['pair-there'],
    views: pairViews,
    flow: async () => (await import('../flows/pairing/pair-there.flow.ts')).pairThereFlow,
  },
  devices: {
    words: otherWords.devices,
    views: listViews,
    flow: async () => (await import('../flows/devices/devices.flow.ts')).devicesFlow,
  },
  'remove-device': {
    words: otherWords['remove-device'],
    flow: async () => (await import('../flows/devices/remove-device.flow.ts')).removeDeviceFlow,
  },
  'renew-key': {
    words: otherWords['renew-key'],
    views: listViews,
    flow: async () => (await import('../flows/devices/renew-key.flow.ts')).renewKeyFlow,
  },
  'recovery-codes': {
    words: otherWords['recovery-codes'],
    views: saveCodesViews,
    flow: async () => (await import('../flows/devices/recovery-codes.flow.ts')).recoveryCodesFlow,
  },
  'not-offered': {
    words: otherWords['not-offered'],
    flow: async () => (await import('../flows/start/not-offered.flow.ts')).notOfferedFlow,
  },
  'check-code': {
    words: otherWords['check-code'],
    views: formViews,
    flow: async () => (await import('../flows/devices/check-code.flow.ts')).checkCodeFlow,
  },
  authenticator: {
    words: withCode(otherWords.authenticator),
    views: codesViews,
    flow: async () => (await import('../flows/own-app/authenticator.flow.ts')).authenticatorFlow,
  },
  'authenticator-access': {
    words: otherWords['authenticator-access'],
    views: formViews,
    flow: async () => (await import('../flows/own-app/authenticator-access.flow.ts')).authenticatorAccessFlow,
  },
  'authenticator-add': {
    words: otherWords['authenticator-add'],
    views: readViews,
    flow: async () => (await import('../flows/own-app/authenticator-add.flow.ts')).authenticatorAddFlow,
  },
  'authenticator-export': {
    words: otherWords['authenticator-export'],
    views: readViews,
    flow: async () => (await import('../flows/own-app/authenticator-export.flow.ts')).authenticatorExportFlow,
  },
  'authenticator-locks': {
    words: otherWords['authenticator-locks'],
    views: formViews,
    flow: async () => (await import('../flows/own-app/authenticator-locks.flow.ts')).authenticatorLocksFlow,
  },
  wipe: { words: otherWords.wipe, flow: async () => (await import('../flows/reset/wipe.flow.ts')).wipeFlow },
  'app-browser': {
    words: otherWords['app-browser'],
    views: formViews,
    flow: async () => (await import('../flows/app/app-browser.flow.ts')).appBrowserFlow,
  },
  'app-here': {
    words: otherWords['app-here'],
    views: formViews,
    flow: async () => (await import('../flows/own-app/app-here.flow.ts')).appHereFlow,
  },
  reset: {
    words: otherWords.reset,
    views: formViews,
    flow: async () => (await import('../flows/reset/reset.flow.ts')).resetFlow,
  },
} satisfies Record<Exclude<FlowId, keyof typeof usualSources>, FlowSource>;

/** Where guide mode is a file of its own, since pages with a back end never need it. */
export const guideSources = {
  choose: {
    words: guideWords.choose,
    flow: async () => (await import('../flows/start/choose.guide.flow.ts')).chooseGuideFlow,
  },
  mail: {
    words: guideWords.mail,
    views: formViews,
    flow: async () => (await import('../flows/mail/mail.guide.flow.ts')).mailGuideFlow,
  },
  'app-smartphone': {
    words: withCode(guideWords['app-smartphone']),
    views: readViews,
    flow: async () => (await import('../flows/app/app-smartphone.guide.flow.ts')).appSmartphoneGuideFlow,
  },
  'app-browser': {
    words: withCode(guideWords['app-browser']),
    views: readViews,
    flow: async () => (await import('../flows/app/app-browser.guide.flow.ts')).appBrowserGuideFlow,
  },
  reset: {
    words: guideWords.reset,
    flow: async () => (await import('../flows/reset/reset.guide.flow.ts')).resetGuideFlow,
  },
} satisfies FlowSources;
