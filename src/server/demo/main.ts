import { startDemo } from './demo.ts';
import { readConfig } from './config.ts';

// What `npm start` runs: reads the environment, starts, says where, and stops when asked to.
try {
  const demo = await startDemo(readConfig(process.env));
  console.log(`mfa-elements is running: open ${demo.url} in a browser. Ctrl+C stops it.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Once: a second signal ends the process at once.
    process.once(signal, () => {
      demo.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (error) {
  console.error(`mfa-elements could not start. ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
