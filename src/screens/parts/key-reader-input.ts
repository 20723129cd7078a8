export const filesIn = (transfer: DataTransfer | null): File[] => [...(transfer?.files ?? [])];

const fields =
  'input, textarea, select, [contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"]';

/** What the paste was aimed at, through open shadow roots. */
const targetOf = (event: Event): Element | undefined => event.composedPath().find((at) => at instanceof Element);

/** Whether somebody else's field gets this paste. What is inside a closed shadow root counts as one. */
export function isForeignField(event: Event, reader: Element): boolean {
  const target = targetOf(event);
  if (!target || event.composedPath().includes(reader)) return false;
  return Boolean(target.closest(fields)) || (target.localName.includes('-') && !target.shadowRoot);
}

/** The text of a paste that is for us. In our own text field the browser does the pasting, unless there are files. */
export function pastedText(event: ClipboardEvent, reader: Element, hasFiles: boolean): string {
  const isOwnField = event.composedPath().includes(reader) && targetOf(event)?.matches('textarea');
  return isOwnField && !hasFiles ? '' : (event.clipboardData?.getData('text/plain') ?? '');
}

/** Enter sends one line, as in any field of one line, and breaks the line where there are several already. */
export function isSending({
  key,
  keyCode,
  isComposing,
  shiftKey,
  ctrlKey,
  metaKey,
  currentTarget,
}: KeyboardEvent): boolean {
  // Safari ends a composition before it tells of the key, by which it can be known all the same.
  if (key !== 'Enter' || shiftKey || isComposing || keyCode === 229) return false;
  return ctrlKey || metaKey || !(currentTarget as HTMLTextAreaElement).value.includes('\n');
}
