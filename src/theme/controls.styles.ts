import { css } from 'lit';

/** Headings, text, buttons and fields: what every element of ours looks like. */
export const controls = css`
  :host {
    display: block;
    max-inline-size: var(--_measure);
    font-size: max(16px, 1em);
    line-height: 1.65;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  /* What breaks between words keeps them whole, and the names of Japanese buttons. */
  .words {
    word-break: keep-all;
  }
  .phrases {
    line-break: strict;
    line-height: 1.8;
    text-autospace: normal;
    word-break: auto-phrase;
  }
  h2,
  p,
  ol,
  ul {
    margin: 0;
    padding: 0;
  }
  h2 {
    font-size: 1.375em;
    line-height: 1.35;
    text-wrap: balance;
  }
  h2:focus {
    outline: none;
  }
  section,
  form {
    display: grid;
    gap: var(--_space);
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
  }
  .quiet {
    color: var(--_quiet);
    font-size: 0.9375em;
  }
  button,
  .button {
    appearance: none;
    background: none;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    color: inherit;
    cursor: pointer;
    display: inline-block;
    font: inherit;
    min-block-size: 44px;
    min-inline-size: 44px;
    padding: 0.5em 1.25em;
    text-align: center;
    text-decoration: none;
  }
  .primary {
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
    min-inline-size: 9em;
  }
  .secondary {
    border-color: var(--_field-line);
  }
  .plain {
    border: 0;
    color: var(--_accent);
    padding-inline: 0;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .danger {
    background: none;
    border-color: var(--_error);
    color: var(--_error);
  }
  a:not(.button) {
    color: var(--_accent);
    display: inline-block;
    min-block-size: 44px;
    padding-block: 0.5em;
    text-underline-offset: 0.2em;
  }
  [aria-disabled='true'] {
    cursor: default;
    opacity: 0.65;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .primary {
      border-color: ButtonText;
    }
  }
  /* Printers leave backgrounds out. */
  @media print {
    .primary {
      border-color: currentColor;
      color: inherit;
    }
  }
`;
