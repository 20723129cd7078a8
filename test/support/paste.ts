/** A paste of this as browsers tell it. Firefox leaves `clipboardData` out of what it makes an event from. */
export function pasteOf(clipboardData: DataTransfer): ClipboardEvent {
  const event = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true });
  return Object.defineProperty(event, 'clipboardData', { value: clipboardData });
}
