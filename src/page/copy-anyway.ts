import { page } from '../core/page.ts';

/**
 * Copies on a page without https, which has no clipboard, as browsers did before they had one. On a page with https
 * that refuses the clipboard, the element tells `copy-refused`, and the person can select the text instead. Answers
 * whether it was copied.
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
