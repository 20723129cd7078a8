import { css } from 'lit';

export const readerStyles = css`
  /* As wide in each way, whatever is inside. */
  :host {
    inline-size: 100%;
  }
  .reader {
    border-block-end: 1px solid var(--_line);
    outline-offset: 6px;
  }
  [data-over] {
    outline: 2px dashed var(--_accent);
  }
  .row {
    border-block-start: 1px solid var(--_line);
  }
  .title {
    align-items: center;
    border-radius: 0;
    color: var(--_accent);
    column-gap: var(--_space);
    display: grid;
    font-weight: 600;
    grid-template-columns: minmax(0, 1fr) auto;
    inline-size: 100%;
    padding: 0.75em 0.5em;
    text-align: start;
  }
  .title:hover {
    background: var(--_tint);
  }
  .title::after {
    block-size: 0.5em;
    border: solid currentcolor;
    border-width: 0 2px 2px 0;
    content: '';
    inline-size: 0.5em;
    margin-inline-end: 0.25em;
    rotate: 45deg;
    translate: 0 -0.15em;
  }
  .title[aria-expanded='true'] {
    color: inherit;
  }
  .title[aria-expanded='true']::after {
    rotate: 225deg;
    translate: 0 0.15em;
  }
  .inside {
    display: grid;
    gap: var(--_space);
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    padding: 0.25em 0.5em calc(1.5 * var(--_space));
  }
  .reader > button {
    margin: 0 0.5em 1em;
  }
  [hidden] {
    display: none;
  }
  video {
    background: #000;
    block-size: auto;
    border-radius: var(--_radius);
    inline-size: 100%;
    max-block-size: 60vh;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  [aria-pressed='true'] {
    background: var(--_tint);
    border-color: var(--_accent);
    border-width: 2px;
  }
  select,
  textarea {
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
  /* Browsers without field-sizing scroll inside, or let themselves be drawn larger. */
  textarea {
    field-sizing: content;
    max-block-size: 12em;
    overflow-wrap: anywhere;
    resize: vertical;
  }
  input[type='file'] {
    border-style: dashed;
    block-size: auto;
  }
  input[type='file']::file-selector-button {
    background: none;
    border: 1px solid var(--_field-line);
    border-radius: var(--_radius);
    color: inherit;
    font: inherit;
    margin-inline-end: 0.75em;
    min-block-size: 44px;
    padding: 0.25em 1em;
  }
  #news > * {
    font-weight: 600;
    padding: 0.25em 0.5em 0.75em;
  }
`;
