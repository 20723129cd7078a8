import { startDemo } from './demo.ts';
import { readConfig } from './config.ts';

// What `npm start` runs: reads the environment, starts, says where, and stops when asked to.
try {
  const config = readConfig(process.env);
  const demo = await startDemo(config);
  console.log(`mfa-elements is running: open ${demo.url} in a browser. Ctrl+C stops it.`);
  if (!['127.0.0.1', '::1', 'localhost'].includes(config.host)) {
    console.log('Whoever can reach this machine can log in as anybody: this is a demonstration, not an installation.');
  }
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
