import { css } from 'lit';

export const flowStyles = css`
  .top {
    align-items: center;
    display: flex;
    gap: var(--_space);
    inline-size: 100%;
    justify-content: space-between;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75em;
    list-style: inside decimal;
  }
  .steps [aria-current] {
    border-block-end: 2px solid var(--_accent);
    font-weight: 600;
  }
  /* Takes no row of the grid until there is something to say. */
  #alert:empty {
    position: absolute;
  }
  .choices {
    border-block-start: 1px solid var(--_line);
    inline-size: 100%;
    list-style: none;
  }
  .choices li {
    border-block-end: 1px solid var(--_line);
  }
  .choice {
    align-items: center;
    border-radius: 0;
    column-gap: var(--_space);
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    inline-size: 100%;
    padding: 0.75em 0.5em;
    text-align: start;
  }
  .choice:hover {
    background: var(--_tint);
  }
  .choice::after {
    block-size: 0.5em;
    border: solid currentcolor;
    border-width: 2px 2px 0 0;
    content: '';
    grid-area: 1 / 2 / span 2;
    inline-size: 0.5em;
    margin-inline-end: 0.25em;
    rotate: 45deg;
  }
  .choice b {
    color: var(--_accent);
    font-weight: 600;
  }
  .choice .quiet {
    grid-column: 1;
  }
  .others {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.5em;
  }
  .wait {
    animation: turn 1s linear infinite;
    block-size: 1.5em;
    border: 3px solid var(--_accent);
    border-inline-end-width: 0;
    border-radius: 50%;
    inline-size: 1.5em;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .wait {
      animation-duration: 6s;
    }
  }
`;
