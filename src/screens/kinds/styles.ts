import { css } from 'lit';

/** Fields, codes, keys, refusals and help: loaded with the first screen that has one. */
export const screenStyles = css`
  .stack,
  .field,
  .ways,
  .way {
    display: grid;
    gap: 0.5em;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
  }
  label {
    display: block;
    font-weight: 600;
  }
  input {
    background: light-dark(Field, transparent);
    border: 1px solid var(--_field-line);
    border-radius: var(--_radius);
    color: FieldText;
    font: inherit;
    inline-size: 100%;
    max-inline-size: 26rem;
    min-block-size: 48px;
    padding: 0.5em 0.75em;
  }
  input[aria-invalid='true'] {
    border-color: var(--_error);
    border-width: 2px;
  }
  .code {
    font-size: 1.5em;
    font-variant-numeric: tabular-nums;
    inline-size: 11em;
    letter-spacing: 0.12em;
    max-inline-size: 100%;
  }
  form,
  .field,
  .ways,
  .way {
    inline-size: 100%;
  }
  .field {
    gap: 0.375em;
  }
  progress {
    accent-color: var(--_accent);
  }
  .ways {
    gap: calc(1.5 * var(--_space));
    margin-block-end: calc(0.5 * var(--_space));
  }
  .others > .way {
    inline-size: auto;
  }
  .others mfa-qr-code {
    inline-size: 11em;
  }
  .secret {
    font-family: ui-monospace, 'SFMono-Regular', Consolas, monospace;
    font-size: 1.125em;
    text-wrap: balance;
    user-select: all;
  }
  .secret span {
    display: inline-block;
    margin-inline-end: 0.5em;
  }
  .alert {
    border-inline-start: 4px solid var(--_accent);
    display: grid;
    gap: 0.375em;
    justify-items: start;
    padding-inline-start: 0.75em;
  }
  .alert.error {
    border-color: var(--_error);
  }
  .alert > :first-child {
    font-weight: 600;
  }
  .error > :first-child {
    color: var(--_error);
  }
  .help {
    margin-block-start: calc(2 * var(--_space));
  }
  summary {
    cursor: pointer;
    min-block-size: 44px;
    padding-block: 0.5em;
  }
  pre {
    border-inline-start: 2px solid var(--_line);
    font-size: 0.875em;
    margin: 0 0 var(--_space);
    padding-inline-start: 0.75em;
    white-space: pre-wrap;
  }
`;
