/**
 * Runs `leave` when `element` has left the page. A move disconnects an element and connects it again before the script
 * that moves it is over: that is no leaving, and what the person has done so far stays.
 */
export const onceGone = (element: Element, leave: () => void): void =>
  queueMicrotask(() => element.isConnected || leave());
