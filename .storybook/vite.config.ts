import { defineConfig } from 'vite';

/** The stories’ own: the one of the package makes a library. */
export default defineConfig({
  // It finds its WebAssembly beside itself; bundled for development it would not.
  optimizeDeps: { exclude: ['@electric-sql/pglite'] },
  build: { chunkSizeWarningLimit: 4096 },
});
