import { defineConfig } from 'vitest/config'

/**
 * Folders whose tests leave nothing behind in their process: one worker runs them all, so that what they share is loaded,
 * and what understands messages trained, once a worker and not once a file.
 */
const SHARING =
  'tests/{access,chat,config,conversation,delivery,docs,doctor,domain,intents,jobs,language,logging,reactors,telemetry,terminal,tools}/**/*.test.ts'

/** Every suite, those with a real database, queue and processes included, must fit a machine of two cores. */
export default defineConfig({
  test: {
    pool: 'forks',
    // PGlite takes a few hundred MB for each process that opens one.
    maxWorkers: 2,
    // Only for what hangs: a busy machine takes many times as long as an idle one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'apart', include: ['tests/**/*.test.ts'], exclude: [SHARING] } },
      { extends: true, test: { name: 'sharing', include: [SHARING], isolate: false } },
    ],
    coverage: {
      provider: 'v8',
      include: ['{src,adapters,intents,jobs,notation,config}/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90 },
    },
  },
})
