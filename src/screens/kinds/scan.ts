import { html } from 'lit';
import type { KeySourcesEvent } from '../parts/key-reader.ts';
import type { ScreenView } from './view.ts';
import '../define/key-reader.ts';

export const scan: ScreenView<'scan'> = ({ first, read, busy, alert }, view) => {
  const type = read as string;
  return html`
    <mfa-key-reader
      exportparts="primary, secondary, field"
      .first=${first}
      .locale=${view.locale}
      .busy=${busy ?? false}
      .isRefused=${alert?.tone === 'error'}
      @key-sources=${({ detail }: KeySourcesEvent) => view.send({ type, ...detail } as never)}
    ></mfa-key-reader>
  `;
};
