import type { Progress } from '../machine/screen.ts';

/** The steps of a way, named, and how far the person is on it. */
export const step = (at: number, steps: readonly string[]): { progress: Progress } => ({ progress: { steps, at } });
