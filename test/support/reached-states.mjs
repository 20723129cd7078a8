import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Where the flows lead to, as a text for `readReached`: the same for each browser that draws it. In a process of its
 * own, so that a server that hands it out goes on serving.
 */
export async function reachedStates(which) {
  const program = ['--import', 'tsx', 'test/support/write-reached-states.ts', which];
  const { stdout } = await promisify(execFile)(process.execPath, program, { maxBuffer: 2 ** 28 });
  return stdout;
}
