import type { FlowId } from '../flows/flow-id.ts';
import type { AnyFlow } from '../flows/machine.ts';
import { formViews, type FlowSource } from './flow-source.ts';
import type { FlowSources, usualSources } from './flow-sources.ts';
import type { StepViews } from './steps/view.ts';

/** Whatever asks for something leads to a call: how it travels is fetched beside the screens. */
const withWires = async (views: Promise<StepViews>): Promise<StepViews> =>
  (await Promise.all([views, import('../client/encode.ts')]))[0];

/** A screen that reads a key: its importers and decoders are fetched when they are used. */
const readViews = () => withWires(import('./steps/read-views.ts').then(({ readViews }) => readViews));
/** A pairing itself is fetched when it begins. */
const pairViews = () => withWires(import('./steps/pair-views.ts').then(({ pairViews }) => pairViews));
const listViews = () => withWires(import('./steps/list-views.ts').then(({ listViews }) => listViews));
const saveViews = () => withWires(import('./steps/save-codes.ts').then(({ saveCodesViews }) => saveCodesViews));
const codesViews = () => withWires(import('./steps/codes-views.ts').then(({ codesViews }) => codesViews));

/** Manuals 2-3 to 2-6 differ in their ends only. */
const transfer = (flow: () => Promise<AnyFlow>): FlowSource => ({
  words: ['app-smartphone', 'transfer', 'old-device', 'reading', 'live-code', 'vault', 'app-here', 'app-browser'],
  views: readViews,
  flow,
});

/** Every flow beyond the usual ones, in both ways of running where they are one file. */
export const moreSources = {
  overview: {
    words: ['overview'],
    // What it has to tell looks as it does everywhere.
    views: async () => ({ styles: [(await import('./steps/steps.styles.ts')).stepStyles] }),
    flow: async () => (await import('../flows/overview.flow.ts')).overviewFlow,
  },
  sync: { words: ['sync'], flow: async () => (await import('../flows/sync.flow.ts')).syncFlow },
  'sync-smartphone-smartphone': transfer(
    async () => (await import('../flows/sync-smartphone-smartphone.flow.ts')).syncSmartphoneSmartphoneFlow,
  ),
  'sync-smartphone-browser': transfer(
    async () => (await import('../flows/sync-smartphone-browser.flow.ts')).syncSmartphoneBrowserFlow,
  ),
  'sync-browser-smartphone': transfer(
    async () => (await import('../flows/sync-browser-smartphone.flow.ts')).syncBrowserSmartphoneFlow,
  ),
  'sync-browser-browser': transfer(
    async () => (await import('../flows/sync-browser-browser.flow.ts')).syncBrowserBrowserFlow,
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
    flow: async () => (await import('../flows/change-device.flow.ts')).changeDeviceFlow,
  },
  'pair-here': {
    words: ['pairing', 'vault', 'app-browser', 'old-device', 'reading'],
    views: pairViews,
    flow: async () => (await import('../flows/pair-here.flow.ts')).pairHereFlow,
  },
  'pair-give': {
    words: ['pairing', 'vault', 'live-code'],
    views: pairViews,
    flow: async () => (await import('../flows/pair-give.flow.ts')).pairGiveFlow,
  },
  'pair-there': {
    words: ['pairing', 'vault', 'reading'],
    views: pairViews,
    flow: async () => (await import('../flows/pair-there.flow.ts')).pairThereFlow,
  },
  devices: {
    words: ['devices'],
    views: listViews,
    flow: async () => (await import('../flows/devices.flow.ts')).devicesFlow,
  },
  'remove-device': {
    words: ['device-acts'],
    flow: async () => (await import('../flows/remove-device.flow.ts')).removeDeviceFlow,
  },
  'renew-key': {
    words: ['devices', 'renewal'],
    views: listViews,
    flow: async () => (await import('../flows/renew-key.flow.ts')).renewKeyFlow,
  },
  'recovery-codes': {
    words: ['devices', 'renewal'],
    views: saveViews,
    flow: async () => (await import('../flows/recovery-codes.flow.ts')).recoveryCodesFlow,
  },
  'not-offered': {
    words: ['device-acts'],
    flow: async () => (await import('../flows/not-offered.flow.ts')).notOfferedFlow,
  },
  'check-code': {
    words: ['device-acts'],
    views: formViews,
    flow: async () => (await import('../flows/check-code.flow.ts')).checkCodeFlow,
  },
  authenticator: {
    words: ['authenticator', 'live-code'],
    views: codesViews,
    flow: async () => (await import('../flows/authenticator.flow.ts')).authenticatorFlow,
  },
  'authenticator-access': {
    words: ['vault'],
    views: formViews,
    flow: async () => (await import('../flows/authenticator-access.flow.ts')).authenticatorAccessFlow,
  },
  'authenticator-add': {
    words: ['vault', 'authenticator-more', 'reading'],
    views: readViews,
    flow: async () => (await import('../flows/authenticator-add.flow.ts')).authenticatorAddFlow,
  },
  'authenticator-export': {
    words: ['vault', 'authenticator-more'],
    views: readViews,
    flow: async () => (await import('../flows/authenticator-export.flow.ts')).authenticatorExportFlow,
  },
  'authenticator-locks': {
    words: ['vault', 'authenticator-more'],
    views: formViews,
    flow: async () => (await import('../flows/authenticator-locks.flow.ts')).authenticatorLocksFlow,
  },
  wipe: { words: ['wipe'], flow: async () => (await import('../flows/wipe.flow.ts')).wipeFlow },
  'app-browser': {
    words: ['app-smartphone', 'app-browser'],
    views: formViews,
    flow: async () => (await import('../flows/app-browser.flow.ts')).appBrowserFlow,
  },
  'app-here': {
    words: ['vault', 'app-browser', 'app-here'],
    views: formViews,
    flow: async () => (await import('../flows/app-here.flow.ts')).appHereFlow,
  },
  reset: {
    words: ['reset'],
    views: formViews,
    flow: async () => (await import('../flows/reset.flow.ts')).resetFlow,
  },
} satisfies Record<Exclude<FlowId, keyof typeof usualSources>, FlowSource>;

/** Where guide mode is a file of its own, since pages with a back end never need it. */
export const guideSources = {
  choose: {
    words: ['choose-guide'],
    flow: async () => (await import('../flows/choose.guide.flow.ts')).chooseGuideFlow,
  },
  mail: {
    words: ['mail', 'guide'],
    views: formViews,
    flow: async () => (await import('../flows/mail.guide.flow.ts')).mailGuideFlow,
  },
  'app-smartphone': {
    words: ['app-smartphone', 'guide', 'reading', 'live-code'],
    views: readViews,
    flow: async () => (await import('../flows/app-smartphone.guide.flow.ts')).appSmartphoneGuideFlow,
  },
  'app-browser': {
    words: ['app-smartphone', 'app-browser', 'guide', 'reading', 'live-code', 'vault', 'app-here'],
    views: readViews,
    flow: async () => (await import('../flows/app-browser.guide.flow.ts')).appBrowserGuideFlow,
  },
  reset: { words: ['reset'], flow: async () => (await import('../flows/reset.guide.flow.ts')).resetGuideFlow },
} satisfies FlowSources;
