import { css } from 'lit';

/** Fields, codes and keys: loaded with the first screen that has one. */
export const stepStyles = css`
  label {
    display: block;
    font-weight: 600;
  }
  input {
    background: Field;
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
  .field {
    display: grid;
    gap: 0.375em;
    inline-size: 100%;
  }
  .ways {
    display: grid;
    gap: calc(1.5 * var(--_space));
    inline-size: 100%;
    justify-items: start;
  }
  .way {
    display: grid;
    gap: 0.5em;
    inline-size: 100%;
    justify-items: start;
  }
  .secret {
    font-family: ui-monospace, 'SFMono-Regular', Consolas, monospace;
    font-size: 1.125em;
    user-select: all;
  }
  .secret span {
    display: inline-block;
    margin-inline-end: 0.5em;
  }
`;
