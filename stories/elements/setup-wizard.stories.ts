import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/define/setup-wizard.ts';
import { backed } from '../back-end/backed.ts';
import type { Plan } from '../back-end/back-end.ts';
import { people } from '../back-end/people.ts';
import { controlled } from '../controlled.ts';
import { settled } from '../settled.ts';

const meta: Meta = {
  title: 'Elements/mfa-setup-wizard',
  play: settled,
  component: 'mfa-setup-wizard',
  args: { profile: 'kyoto-u' },
  argTypes: {
    profile: { control: 'inline-radio', options: ['kyoto-u', 'neutral'] },
    flow: {
      control: 'select',
      options: ['mail', 'app-smartphone', 'app-browser', 'sync', 'change-device', 'reset', 'wipe'],
    },
  },
};
export default meta;

const withBackEnd = (plan: Plan): StoryObj => ({
  render: (args) =>
    backed(
      plan,
      ({ endpoint, fetch }) => html`
        <mfa-setup-wizard ${controlled(args)} endpoint=${endpoint} .fetch=${fetch}></mfa-setup-wizard>
      `,
    ),
});

export const Newcomer = withBackEnd(people.newcomer);

export const MailIsSetUp = withBackEnd(people.withMail);

export const NotSignedIn = withBackEnd(people.signedOut);

export const WithoutBackEnd: StoryObj = {
  render: (args) => html`<mfa-setup-wizard ${controlled(args)}></mfa-setup-wizard>`,
};
