import { availableParallelism, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

/**
 * Folders whose tests leave nothing behind in their process: one worker runs them all, so that what they share is loaded,
 * and what understands messages trained, once a worker and not once a file.
 */
const SHARING = [
  'tests/{access,architecture,attacks,audit,capabilities,cards,changes,chat,config,console,conversation,delivery,deploy,docs,doctor,domain,intents,jobs,llm}/**/*.test.ts',
  'tests/{logging,messaging,metrics,monitors,notation,rehearsal,runtime,terminal,tokens,tools}/**/*.test.ts',
  // The libraries of the platforms and of the models take longer to load than these tests take to run.
  'tests/integration/{discord,llm,slack}-*.test.ts',
]

const GIGABYTE = 2 ** 30
/** Half of a test with real processes is waiting for one, so that two of them share a core. */
const WORKERS_PER_CORE = 2
/** What a worker and the bots, builds and services that its test starts take at most. */
const MEMORY_OF_A_WORKER = 1.5 * GIGABYTE

const maxWorkers = Math.max(
  1,
  Math.floor(Math.min(WORKERS_PER_CORE * availableParallelism(), totalmem() / MEMORY_OF_A_WORKER)),
)

// What Node has compiled of the libraries for one test file it need not compile again for the next.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('./node_modules/.cache/shipmate', import.meta.url))

/** Every suite, those with a real database, queue and processes included, must fit a machine of two cores. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers,
    sequence: { sequencer: LongestFirst },
    // Only for what hangs: a busy machine takes many times as long as an idle one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // The same: what is waited for comes as soon as the machine allows.
    expect: { poll: { timeout: 60_000, interval: 20 } },
    projects: [
      { extends: true, test: { name: 'apart', include: ['tests/**/*.test.ts'], exclude: SHARING } },
      { extends: true, test: { name: 'sharing', include: SHARING, isolate: false } },
    ],
    coverage: {
      provider: 'v8',
      include: ['{src,adapters,intents,jobs,notation,config}/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90 },
    },
  },
})
