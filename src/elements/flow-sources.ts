import { chooseFlow } from '../flows/choose.flow.ts';
import type { FlowId } from '../flows/flow-id.ts';
import type { AnyFlow } from '../flows/machine.ts';
import { formViews, readViews, type FlowSource } from './flow-source.ts';

/** Manuals 2-3 to 2-6 differ in their ends only. */
const transfer = (flow: () => Promise<AnyFlow>): FlowSource => ({
  words: ['forms', 'app-smartphone', 'transfer', 'reading'],
  views: readViews,
  flow,
});

/** Every flow with its words and views; any element shows any of them. Only the chooser comes along. */
export const flowSources: Record<FlowId, FlowSource> = {
  choose: { words: [], flow: chooseFlow },
  overview: { words: ['overview'], flow: async () => (await import('../flows/overview.flow.ts')).overviewFlow },
  mail: {
    words: ['forms', 'mail'],
    views: formViews,
    flow: async () => (await import('../flows/mail.flow.ts')).mailFlow,
    guide: {
      words: ['forms', 'mail', 'guide'],
      views: formViews,
      flow: async () => (await import('../flows/mail.guide.flow.ts')).mailGuideFlow,
    },
  },
  'app-smartphone': {
    words: ['forms', 'app-smartphone'],
    views: formViews,
    flow: async () => (await import('../flows/app-smartphone.flow.ts')).appSmartphoneFlow,
    guide: {
      words: ['forms', 'app-smartphone', 'guide', 'reading'],
      views: readViews,
      flow: async () => (await import('../flows/app-smartphone.guide.flow.ts')).appSmartphoneGuideFlow,
    },
  },
  'app-browser': {
    words: ['forms', 'app-smartphone', 'app-browser'],
    views: formViews,
    flow: async () => (await import('../flows/app-browser.flow.ts')).appBrowserFlow,
    guide: {
      words: ['forms', 'app-smartphone', 'app-browser', 'guide', 'reading'],
      views: readViews,
      flow: async () => (await import('../flows/app-browser.guide.flow.ts')).appBrowserGuideFlow,
    },
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
    words: ['forms', 'app-smartphone', 'sync', 'transfer', 'reading'],
    views: readViews,
    flow: async () => (await import('../flows/change-device.flow.ts')).changeDeviceFlow,
  },
  reset: {
    words: ['forms', 'reset'],
    views: formViews,
    flow: async () => (await import('../flows/reset.flow.ts')).resetFlow,
    guide: { words: ['reset'], flow: async () => (await import('../flows/reset.guide.flow.ts')).resetGuideFlow },
  },
  wipe: { words: ['wipe'], flow: async () => (await import('../flows/wipe.flow.ts')).wipeFlow },
};
