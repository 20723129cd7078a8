// `npm start`: builds the browser files, then runs the demo server in this process, so that a signal reaches it.
import { register } from 'tsx/esm/api';
import { build } from 'vite';

await build({ logLevel: 'warn' });
register();
await import('../src/server/demo/main.ts');
