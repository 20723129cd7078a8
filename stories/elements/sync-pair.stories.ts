import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../../src/elements/define/sync-pair.ts';
import type { Plan } from '../back-end/back-end.ts';
import { backed } from '../back-end/backed.ts';
import { people } from '../back-end/people.ts';
import { settled } from '../settled.ts';

interface Args {
  profile: string;
  from?: string;
  to?: string;
}

const places = { control: 'inline-radio', options: ['smartphone', 'browser'] } as const;
const meta: Meta<Args> = {
  title: 'Elements/mfa-sync-pair',
  play: settled,
  component: 'mfa-sync-pair',
  args: { profile: 'kyoto-u' },
  argTypes: { profile: { control: 'inline-radio', options: ['kyoto-u', 'neutral'] }, from: places, to: places },
};
export default meta;

const withBackEnd = (plan: Plan, args: Partial<Args> = {}): StoryObj<Args> => ({
  args,
  render: ({ profile, from, to }) =>
    backed(
      plan,
      ({ endpoint, fetch }) => html`
        <mfa-sync-pair
          endpoint=${endpoint}
          profile=${profile}
          from=${ifDefined(from)}
          to=${ifDefined(to)}
          .fetch=${fetch}
        ></mfa-sync-pair>
      `,
    ),
});

export const AsksWhere = withBackEnd(people.withPhone);

export const SmartphoneToSmartphone = withBackEnd(people.withPhone, { from: 'smartphone', to: 'smartphone' });

export const BrowserToSmartphone = withBackEnd(people.withPhone, { from: 'browser', to: 'smartphone' });

export const SmartphoneToBrowser = withBackEnd(people.withPhone, { from: 'smartphone', to: 'browser' });

export const BrowserToBrowser = withBackEnd(people.withPhone, { from: 'browser', to: 'browser' });

export const WithoutBackEnd: StoryObj<Args> = {
  render: ({ profile }) => html`<mfa-sync-pair profile=${profile}></mfa-sync-pair>`,
};
