import { page } from '../core/page.ts';
import type { Secret } from '../core/secret.ts';

/** Saves a text as a file on the person's device, and revokes its address at once. */
export function saveFile(name: string, text: Secret): void {
  const address = URL.createObjectURL(new Blob([text.reveal()], { type: 'text/plain' }));
  const link = page.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has been handed to the browser by then.
  setTimeout(() => URL.revokeObjectURL(address));
}
