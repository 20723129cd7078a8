import type { Meta } from '@storybook/web-components-vite';
import { kindStory, type KindStory } from './kind-story.ts';

const meta: Meta = { title: 'Screens/Kinds', tags: ['!autodocs'] };
export default meta;

export const Notice: KindStory = kindStory('notice');
export const Choose: KindStory = kindStory('choose');
export const EnterText: KindStory = kindStory('enter-text');
export const EnterCode: KindStory = kindStory('enter-code');
export const ShowKey: KindStory = kindStory('show-key');
export const Scan: KindStory = kindStory('scan');
export const CompareCode: KindStory = kindStory('compare-code');
export const Invitation: KindStory = kindStory('invitation');
export const CompareDigits: KindStory = kindStory('compare-digits');
export const List: KindStory = kindStory('list');
export const SaveCodes: KindStory = kindStory('save-codes');
export const Wait: KindStory = kindStory('wait');
export const Done: KindStory = kindStory('done');
