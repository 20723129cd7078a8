import type { FlowId } from '../flows/machine/flow-id.ts';
import type { AnyFlow } from '../flows/machine/machine.ts';
import { formViews, type FlowSource } from './source.ts';
import type { FlowSources, usualSources } from './usual.ts';
import type { StepViews } from '../screens/kinds/view.ts';

/** Whatever asks for something leads to a call: how it travels is fetched beside the screens. */
const withWires = async (views: Promise<StepViews>): Promise<StepViews> =>
  (await Promise.all([views, import('../client/encode.ts')]))[0];

/** A screen that reads a key: its importers and decoders are fetched when they are used. */
const readViews = () => withWires(import('../screens/kinds/read-views.ts').then(({ readViews }) => readViews));
/** A pairing itself is fetched when it begins. */
const pairViews = () => withWires(import('../screens/kinds/pair-views.ts').then(({ pairViews }) => pairViews));
const listViews = () => withWires(import('../screens/kinds/list-views.ts').then(({ listViews }) => listViews));
const saveViews = () => withWires(import('../screens/kinds/save-codes.ts').then(({ saveCodesViews }) => saveCodesViews));
const codesViews = () => withWires(import('../screens/kinds/codes-views.ts').then(({ codesViews }) => codesViews));

/** Manuals 2-3 to 2-6 differ in their ends only. */
const transfer = (flow: () => Promise<AnyFlow>): FlowSource => ({
  words: ['app-smartphone', 'transfer', 'old-device', 'reading', 'live-code', 'vault', 'app-here', 'app-browser'],
  views: readViews,
  flow,
});

/** Every flow beyond the usual ones, in both ways of running where they are one file. */
export const moreSources = {
  overview: { words: ['overview'], flow: async () => (await import('../flows/start/overview.flow.ts')).overviewFlow },
  sync: { words: ['sync'], flow: async () => (await import('../flows/transfer/sync.flow.ts')).syncFlow },
  'sync-smartphone-smartphone': transfer(
    async () => (await import('../flows/transfer/sync-smartphone-smartphone.flow.ts')).syncSmartphoneSmartphoneFlow,
  ),
  'sync-smartphone-browser': transfer(
    async () => (await import('../flows/transfer/sync-smartphone-browser.flow.ts')).syncSmartphoneBrowserFlow,
  ),
  'sync-browser-smartphone': transfer(
    async () => (await import('../flows/transfer/sync-browser-smartphone.flow.ts')).syncBrowserSmartphoneFlow,
  ),
  'sync-browser-browser': transfer(
    async () => (await import('../flows/transfer/sync-browser-browser.flow.ts')).syncBrowserBrowserFlow,
  ),
  'change-device': {
    words: [
      'app-smartphone',
      'sync',
      'transfer',
      'old-device',
      'reading',
      'live-code',
      'vault',
      'app-here',
      'app-browser',
    ],
    views: readViews,
    flow: async () => (await import('../flows/transfer/change-device.flow.ts')).changeDeviceFlow,
  },
  'pair-here': {
    words: ['pairing', 'vault', 'app-browser', 'old-device', 'reading'],
    views: pairViews,
    flow: async () => (await import('../flows/pairing/pair-here.flow.ts')).pairHereFlow,
  },
  'pair-give': {
    words: ['pairing', 'vault', 'live-code'],
    views: pairViews,
    flow: async () => (await import('../flows/pairing/pair-give.flow.ts')).pairGiveFlow,
  },
  'pair-there': {
    words: ['pairing', 'vault', 'reading'],
    views: pairViews,
    flow: async () => (await import('../flows/pairing/pair-there.flow.ts')).pairThereFlow,
  },
  devices: {
    words: ['devices'],
    views: listViews,
    flow: async () => (await import('../flows/devices/devices.flow.ts')).devicesFlow,
  },
  'remove-device': {
    words: ['device-acts'],
    flow: async () => (await import('../flows/devices/remove-device.flow.ts')).removeDeviceFlow,
  },
  'renew-key': {
    words: ['devices', 'renewal'],
    views: listViews,
    flow: async () => (await import('../flows/devices/renew-key.flow.ts')).renewKeyFlow,
  },
  'recovery-codes': {
    words: ['devices', 'renewal'],
    views: saveViews,
    flow: async () => (await import('../flows/devices/recovery-codes.flow.ts')).recoveryCodesFlow,
  },
  'not-offered': {
    words: ['device-acts'],
    flow: async () => (await import('../flows/start/not-offered.flow.ts')).notOfferedFlow,
  },
  'check-code': {
    words: ['device-acts'],
    views: formViews,
    flow: async () => (await import('../flows/devices/check-code.flow.ts')).checkCodeFlow,
  },
  authenticator: {
    words: ['authenticator', 'live-code'],
    views: codesViews,
    flow: async () => (await import('../flows/own-app/authenticator.flow.ts')).authenticatorFlow,
  },
  'authenticator-access': {
    words: ['vault'],
    views: formViews,
    flow: async () => (await import('../flows/own-app/authenticator-access.flow.ts')).authenticatorAccessFlow,
  },
  'authenticator-add': {
    words: ['vault', 'authenticator-more', 'reading'],
    views: readViews,
    flow: async () => (await import('../flows/own-app/authenticator-add.flow.ts')).authenticatorAddFlow,
  },
  'authenticator-export': {
    words: ['vault', 'authenticator-more'],
    views: readViews,
    flow: async () => (await import('../flows/own-app/authenticator-export.flow.ts')).authenticatorExportFlow,
  },
  'authenticator-locks': {
    words: ['vault', 'authenticator-more'],
    views: formViews,
    flow: async () => (await import('../flows/own-app/authenticator-locks.flow.ts')).authenticatorLocksFlow,
  },
  wipe: { words: ['wipe'], flow: async () => (await import('../flows/reset/wipe.flow.ts')).wipeFlow },
  'app-browser': {
    words: ['app-smartphone', 'app-browser'],
    views: formViews,
    flow: async () => (await import('../flows/app/app-browser.flow.ts')).appBrowserFlow,
  },
  'app-here': {
    words: ['vault', 'app-browser', 'app-here'],
    views: formViews,
    flow: async () => (await import('../flows/own-app/app-here.flow.ts')).appHereFlow,
  },
  reset: {
    words: ['reset'],
    views: formViews,
    flow: async () => (await import('../flows/reset/reset.flow.ts')).resetFlow,
  },
} satisfies Record<Exclude<FlowId, keyof typeof usualSources>, FlowSource>;

/** Where guide mode is a file of its own, since pages with a back end never need it. */
export const guideSources = {
  choose: {
    words: ['choose-guide'],
    flow: async () => (await import('../flows/start/choose.guide.flow.ts')).chooseGuideFlow,
  },
  mail: {
    words: ['mail', 'guide'],
    views: formViews,
    flow: async () => (await import('../flows/mail/mail.guide.flow.ts')).mailGuideFlow,
  },
  'app-smartphone': {
    words: ['app-smartphone', 'guide', 'reading', 'live-code'],
    views: readViews,
    flow: async () => (await import('../flows/app/app-smartphone.guide.flow.ts')).appSmartphoneGuideFlow,
  },
  'app-browser': {
    words: ['app-smartphone', 'app-browser', 'guide', 'reading', 'live-code', 'vault', 'app-here'],
    views: readViews,
    flow: async () => (await import('../flows/app/app-browser.guide.flow.ts')).appBrowserGuideFlow,
  },
  reset: { words: ['reset'], flow: async () => (await import('../flows/reset/reset.guide.flow.ts')).resetGuideFlow },
} satisfies FlowSources;
