/** How long something removed can be brought back. Its sealed bytes are erased afterwards. */
export const undoMs = 10 * 60_000;
