import { css } from 'lit';

/**
 * Every look a page may set, with its default. Colours follow the page's `color-scheme`; text colour, font and
 * background are the page's own.
 */
export const tokens = css`
  :host {
    --_accent: var(--mfa-color-accent, light-dark(#17528f, #9cc3f5));
    --_on-accent: var(--mfa-color-on-accent, light-dark(#ffffff, #0c2036));
    --_quiet: var(--mfa-color-quiet, color-mix(in srgb, currentcolor 72%, transparent));
    --_line: var(--mfa-color-line, color-mix(in srgb, currentcolor 24%, transparent));
    --_field-line: var(--mfa-color-field-line, color-mix(in srgb, currentcolor 55%, transparent));
    --_tint: var(--mfa-color-tint, color-mix(in srgb, var(--_accent) 8%, transparent));
    --_error: var(--mfa-color-error, light-dark(#a3180f, #ffb4a9));
    --_radius: var(--mfa-radius, 6px);
    --_space: var(--mfa-space, 1rem);
    --_measure: var(--mfa-measure, 36rem);
  }
`;
