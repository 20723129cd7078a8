import { css } from 'lit';

/** List rows. The browser lays out those off screen when somebody scrolls to them. */
export const listStyles = css`
  .rows {
    border-block-start: 1px solid var(--_line);
    inline-size: 100%;
    list-style: none;
  }
  .rows li {
    border-block-end: 1px solid var(--_line);
    contain-intrinsic-block-size: auto 9em;
    content-visibility: auto;
    display: grid;
    gap: 0.125em;
    justify-items: start;
    padding-block: 0.875em 0.25em;
  }
  h3 {
    font-size: 1.0625em;
    line-height: 1.4;
    margin: 0;
  }
  h3:focus {
    outline: none;
  }
  .mark {
    background: var(--_tint);
    border: 1px solid var(--_line);
    border-radius: 1em;
    display: inline-block;
    font-size: 0.8125em;
    font-weight: 400;
    margin-inline-start: 0.25em;
    padding: 0 0.625em;
  }
  .warning {
    border-inline-start: 4px solid var(--_error);
    margin-block: 0.25em;
    padding-inline-start: 0.625em;
  }
  .rows .others {
    align-items: start;
    inline-size: 100%;
    min-block-size: 0.625em;
  }
  .rows form {
    margin-block: 0.5em;
  }
  .rows details {
    flex: 1 0 100%;
  }
  .rows summary {
    color: var(--_accent);
  }
`;
