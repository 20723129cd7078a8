import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/define/authenticator.ts';
import { settled } from '../settled.ts';

interface Args {
  profile: string;
}

const meta: Meta<Args> = {
  title: 'Elements/mfa-authenticator',
  play: settled,
  component: 'mfa-authenticator',
  args: { profile: 'kyoto-u' },
  argTypes: { profile: { control: 'inline-radio', options: ['kyoto-u', 'neutral'] } },
  render: ({ profile }) => html`<mfa-authenticator profile=${profile}></mfa-authenticator>`,
};
export default meta;

/** Keys stay in this browser, in the origin of the stories: use invented ones. */
export const InThisBrowser: StoryObj<Args> = {};
