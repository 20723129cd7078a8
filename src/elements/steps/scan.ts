import { html } from 'lit';
import type { KeyFileEvent, KeyTextEvent } from '../parts/key-reader.ts';
import type { StepView } from './view.ts';
import '../define/key-reader.ts';

export const scan: StepView<'scan'> = ({ first, read, busy }, view) => {
  const type = read as string;
  return html`
    <mfa-key-reader
      exportparts="primary, secondary, field"
      .first=${first}
      .locale=${view.locale}
      .busy=${busy ?? false}
      @key-text=${({ detail }: KeyTextEvent) => view.send({ type, source: detail.text } as never)}
      @key-file=${({ detail }: KeyFileEvent) => view.send({ type, source: detail.file } as never)}
    ></mfa-key-reader>
  `;
};
