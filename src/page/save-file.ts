import { page } from '../core/page.ts';
import type { Secret } from '../core/secret.ts';

/** Hands a text to the person as a file of their own; its address is forgotten at once. */
export function saveFile(name: string, text: Secret): void {
  const address = URL.createObjectURL(new Blob([text.reveal()], { type: 'text/plain' }));
  const link = page.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has been handed to the browser by then.
  setTimeout(() => URL.revokeObjectURL(address));
}
