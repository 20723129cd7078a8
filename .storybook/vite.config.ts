import { defineConfig, type Plugin } from 'vite';
import { reachedStates } from '../test/support/reached-states.mjs';

const name = 'virtual:reached-states';
/** What the stories of flows show. The walk is taken anew when a flow has changed. */
const states: Plugin = {
  name: 'reached-states',
  resolveId: (id) => (id === name ? `\0${name}` : undefined),
  load: async (id) =>
    id === `\0${name}` ? `export default ${JSON.stringify(await reachedStates('usually'))}` : undefined,
  hotUpdate({ file, modules }) {
    const module = this.environment.moduleGraph.getModuleById(`\0${name}`);
    return module && file.includes('/src/flows/') ? [...modules, module] : undefined;
  },
};

/** The stories’ own: the one of the package makes a library. */
export default defineConfig({
  plugins: [states],
  optimizeDeps: {
    // It finds its WebAssembly beside itself; bundled for development it would not.
    exclude: ['@electric-sql/pglite'],
    // Else Storybook brings a second copy.
    include: ['lit', 'lit/directive-helpers.js'],
  },
  build: { chunkSizeWarningLimit: 4096 },
});
