import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/define/sync-pair.ts';
import type { Plan } from '../back-end/back-end.ts';
import { backed } from '../back-end/backed.ts';
import { people } from '../back-end/people.ts';
import { controlled } from '../controlled.ts';
import { settled } from '../settled.ts';

const places = { control: 'inline-radio', options: ['smartphone', 'browser'] } as const;
const meta: Meta = {
  title: 'Elements/mfa-sync-pair',
  play: settled,
  component: 'mfa-sync-pair',
  args: { profile: 'kyoto-u' },
  argTypes: { profile: { control: 'inline-radio', options: ['kyoto-u', 'neutral'] }, from: places, to: places },
};
export default meta;

const withBackEnd = (plan: Plan, args: StoryObj['args'] = {}): StoryObj => ({
  args,
  render: (args) =>
    backed(
      plan,
      ({ endpoint, fetch }) => html`
        <mfa-sync-pair ${controlled(args)} endpoint=${endpoint} .fetch=${fetch}></mfa-sync-pair>
      `,
    ),
});

export const AsksWhere = withBackEnd(people.withPhone);

export const SmartphoneToSmartphone = withBackEnd(people.withPhone, { from: 'smartphone', to: 'smartphone' });

export const BrowserToSmartphone = withBackEnd(people.withPhone, { from: 'browser', to: 'smartphone' });

export const SmartphoneToBrowser = withBackEnd(people.withPhone, { from: 'smartphone', to: 'browser' });

export const BrowserToBrowser = withBackEnd(people.withPhone, { from: 'browser', to: 'browser' });

export const WithoutBackEnd: StoryObj = {
  render: (args) => html`<mfa-sync-pair ${controlled(args)}></mfa-sync-pair>`,
};
