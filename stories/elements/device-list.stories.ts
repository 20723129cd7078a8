import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/define/device-list.ts';
import type { Plan } from '../back-end/back-end.ts';
import { backed } from '../back-end/backed.ts';
import { people } from '../back-end/people.ts';
import { controlled } from '../controlled.ts';
import { settled } from '../settled.ts';

const meta: Meta = {
  title: 'Elements/mfa-device-list',
  play: settled,
  component: 'mfa-device-list',
  args: { profile: 'kyoto-u' },
  argTypes: { profile: { control: 'inline-radio', options: ['kyoto-u', 'neutral'] } },
};
export default meta;

const withBackEnd = (plan: Plan): StoryObj => ({
  render: (args) =>
    backed(
      plan,
      ({ endpoint, fetch }) => html`
        <mfa-device-list ${controlled(args)} endpoint=${endpoint} .fetch=${fetch}></mfa-device-list>
      `,
    ),
});

export const OneSecretAPerson = withBackEnd(people.withDevices);

export const ASecretEachDevice = withBackEnd(people.withSecretsOfTheirOwn);

export const RemovedLately = withBackEnd(people.withDeviceRemoved);

export const ResetBegun = withBackEnd(people.withResetBegun);

export const NothingYet = withBackEnd(people.newcomer);
