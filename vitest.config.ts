import { defineConfig } from 'vitest/config'

/** Every suite, those with a real database, queue and processes included, must fit a machine of two cores. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    // PGlite takes a few hundred MB for each process that opens one.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['{src,adapters,intents,jobs,notation,config}/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90 },
    },
  },
})
