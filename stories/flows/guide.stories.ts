import type { Meta } from '@storybook/web-components-vite';
import { flowStory, type Args, type FlowStory } from './flow-story.ts';

const meta: Meta<Args> = { title: 'Flows/Guide', tags: ['!autodocs'] };
export default meta;

export const Choose: FlowStory = flowStory('choose', 'guide');
export const Mail: FlowStory = flowStory('mail', 'guide');
export const AppSmartphone: FlowStory = flowStory('app-smartphone', 'guide');
export const AppBrowser: FlowStory = flowStory('app-browser', 'guide');
export const Sync: FlowStory = flowStory('sync', 'guide');
export const SyncSmartphoneSmartphone: FlowStory = flowStory('sync-smartphone-smartphone', 'guide');
export const SyncBrowserSmartphone: FlowStory = flowStory('sync-browser-smartphone', 'guide');
export const SyncSmartphoneBrowser: FlowStory = flowStory('sync-smartphone-browser', 'guide');
export const SyncBrowserBrowser: FlowStory = flowStory('sync-browser-browser', 'guide');
export const ChangeDevice: FlowStory = flowStory('change-device', 'guide');
export const Reset: FlowStory = flowStory('reset', 'guide');
export const Wipe: FlowStory = flowStory('wipe', 'guide');
