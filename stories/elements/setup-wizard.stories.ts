import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../../src/elements/define/setup-wizard.ts';
import { backed } from '../back-end/backed.ts';
import type { Plan } from '../back-end/back-end.ts';
import { people } from '../back-end/people.ts';
import { settled } from '../settled.ts';

interface Args {
  profile: string;
  flow?: string;
}

const meta: Meta<Args> = {
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

const withBackEnd = (plan: Plan): StoryObj<Args> => ({
  render: ({ profile, flow }) =>
    backed(
      plan,
      ({ endpoint, fetch }) => html`
        <mfa-setup-wizard
          endpoint=${endpoint}
          profile=${profile}
          flow=${ifDefined(flow)}
          .fetch=${fetch}
        ></mfa-setup-wizard>
      `,
    ),
});

export const Newcomer = withBackEnd(people.newcomer);

export const MailIsSetUp = withBackEnd(people.withMail);

export const NotSignedIn = withBackEnd(people.signedOut);

export const WithoutBackEnd: StoryObj<Args> = {
  render: ({ profile, flow }) => html`<mfa-setup-wizard profile=${profile} flow=${ifDefined(flow)}></mfa-setup-wizard>`,
};
