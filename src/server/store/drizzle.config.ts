import { defineConfig } from 'drizzle-kit';

/** For `drizzle-kit generate --config src/server/store/drizzle.config.ts`, after a change of schema.ts. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/server/store/schema.ts',
  out: './src/server/store/migrations',
});
