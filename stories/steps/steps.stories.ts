import type { Meta } from '@storybook/web-components-vite';
import { stepStory, type StepStory } from './step-story.ts';

const meta: Meta = { title: 'Steps/Kinds of screen', tags: ['!autodocs'] };
export default meta;

export const Notice: StepStory = stepStory('notice');
export const Choose: StepStory = stepStory('choose');
export const EnterText: StepStory = stepStory('enter-text');
export const EnterCode: StepStory = stepStory('enter-code');
export const ShowKey: StepStory = stepStory('show-key');
export const Scan: StepStory = stepStory('scan');
export const CompareCode: StepStory = stepStory('compare-code');
export const Invitation: StepStory = stepStory('invitation');
export const CompareDigits: StepStory = stepStory('compare-digits');
export const List: StepStory = stepStory('list');
export const SaveCodes: StepStory = stepStory('save-codes');
export const Wait: StepStory = stepStory('wait');
export const Done: StepStory = stepStory('done');
