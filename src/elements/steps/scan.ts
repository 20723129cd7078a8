import { html, nothing } from 'lit';
import type { KeyFileEvent, KeyTextEvent } from '../parts/key-reader.ts';
import { primaryAction } from './actions.ts';
import type { StepView } from './view.ts';
import '../define/key-reader.ts';

export const scan: StepView<'scan'> = ({ first, read, primary, busy }, view) => {
  const type = read as string;
  return html`
    ${primary ? primaryAction(primary, busy, view) : nothing}
    <mfa-key-reader
      .first=${first}
      .locale=${view.locale}
      .busy=${busy ?? false}
      @key-text=${({ detail }: KeyTextEvent) => view.send({ type, source: detail.text } as never)}
      @key-file=${({ detail }: KeyFileEvent) => view.send({ type, source: detail.file } as never)}
    ></mfa-key-reader>
  `;
};
