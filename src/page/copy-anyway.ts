import { page } from '../core/page.ts';

/**
 * For a page without https, which has no clipboard: copies as browsers did before they had one. Elsewhere the page does
 * not allow it: that is told (`copy-refused`), and the text can be marked instead. Tells whether it was copied.
 */
export function copyAnyway(button: Element & { renderRoot: Node }, text: string): boolean {
  let isDone = false;
  if (!isSecureContext) {
    const field = Object.assign(page.createElement('textarea'), { value: text, readOnly: true });
    button.renderRoot.appendChild(field);
    field.select();
    isDone = page.execCommand('copy');
    field.remove();
  }
  if (!isDone) button.dispatchEvent(new Event('copy-refused'));
  return isDone;
}
