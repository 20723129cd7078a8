// Programs side by side, one for each processor, so that none of them stands idle.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * A program with a name. `width`: how many processors it keeps busy, one unless told. `after`: names of jobs that have
 * to end first; those that are not in the list have ended.
 * @typedef {{ name: string, command: string[], width?: number, after?: string[], env?: Record<string, string> }} Job
 */

/**
 * Runs jobs in their order, each as soon as there is room, all of them even when one fails. What a job prints comes whole
 * when it has ended, or as it comes when there is one job only; `ended` is told its exit status.
 * @param {Job[]} jobs
 * @param {(job: Job, status: number | null) => void} ended
 */
export async function runJobs(jobs, ended) {
  const isAlone = jobs.length === 1;
  const waiting = [...jobs];
  const running = new Map();
  let free = Math.max(2, availableParallelism());
  const room = free;
  const widthOf = ({ width = 1 }) => Math.min(width, room);
  const isReady = ({ after = [] }) => ![...waiting, ...running.keys()].some(({ name }) => after.includes(name));

  while (waiting.length + running.size > 0) {
    for (const job of [...waiting]) {
      if (widthOf(job) > free || !isReady(job)) continue;
      waiting.splice(waiting.indexOf(job), 1);
      free -= widthOf(job);
      running.set(job, runJob(job, isAlone));
    }
    const { job, output, status } = await Promise.race(running.values());
    running.delete(job);
    free += widthOf(job);
    process.stdout.write(output);
    ended(job, status);
  }
}

function runJob(job, isAlone) {
  const { name, command, env } = job;
  const [program, ...args] = command;
  const began = performance.now();
  const title = `\n── ${name} ──\n`;
  if (isAlone) process.stdout.write(title);
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const pieces = isAlone ? [] : [title];
    const end = (status) => {
      pieces.push(`${status === 0 ? '✔' : '✖'} ${name}, ${Math.round((performance.now() - began) / 1000)} s\n`);
      resolve({ job, output: pieces.join(''), status });
    };
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (piece) => pieces.push(piece));
    child.on('error', (error) => pieces.push(`${error.message}\n`));
    child.on('close', end);
  });
}
