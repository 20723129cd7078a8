import { html } from 'lit';
import { primaryAction } from './actions.ts';
import type { ScreenView } from './view.ts';
import '../define/live-code.ts';

export const compareCode: ScreenView<'compare-code'> = ({ key, label, primary, busy }, view) => html`
  <mfa-live-code part="code" .key=${key} .label=${label} .locale=${view.locale}></mfa-live-code>
  ${primaryAction(primary, busy, view)}
`;
