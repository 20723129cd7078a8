import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/define/setup-wizard.ts';
import { backed } from '../back-end/backed.ts';
import { people } from '../back-end/people.ts';
import { settled } from '../settled.ts';
import './themes.css';

const meta: Meta = { title: 'Looks/Themes', play: settled };
export default meta;

const themed = (name: string): StoryObj => ({
  render: () =>
    backed(
      people.withMail,
      ({ endpoint, fetch }) => html`
        <div class=${name}>
          <mfa-setup-wizard endpoint=${endpoint} profile="kyoto-u" .fetch=${fetch}></mfa-setup-wizard>
        </div>
      `,
    ),
});

export const Neutral = themed('neutral');

export const University = themed('university');

export const HighContrast = themed('high-contrast');
