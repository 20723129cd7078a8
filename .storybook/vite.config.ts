import { defineConfig } from 'vite';

/** The stories’ own: the one of the package makes a library. */
export default defineConfig({
  optimizeDeps: {
    // It finds its WebAssembly beside itself; bundled for development it would not.
    exclude: ['@electric-sql/pglite'],
    // Else Storybook brings a second copy.
    include: ['lit', 'lit/directive-helpers.js'],
  },
  build: { chunkSizeWarningLimit: 4096 },
});
