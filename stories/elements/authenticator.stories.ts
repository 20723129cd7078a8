import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/define/authenticator.ts';
import { controlled } from '../controlled.ts';
import { settled } from '../settled.ts';

const meta: Meta = {
  title: 'Elements/mfa-authenticator',
  play: settled,
  component: 'mfa-authenticator',
  args: { profile: 'kyoto-u' },
  argTypes: { profile: { control: 'inline-radio', options: ['kyoto-u', 'neutral'] } },
  render: (args) => html`<mfa-authenticator ${controlled(args)}></mfa-authenticator>`,
};
export default meta;

/** Keys stay in this browser, in the origin of the stories: use invented ones. */
export const InThisBrowser: StoryObj = {};
