import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../tests/support/ports.ts'
import { describeMachine } from '../machine.ts'
import { median } from '../statistics.ts'
import { measureBare } from './bare-jobs.ts'
import { measureSteps } from './steps.ts'
import { measureTimers } from './timers.ts'

/*
 * `npm run bench:workflows`: how long a step of a workflow takes beside a bare BullMQ job on the same Redis, each with the same
 * work; and what it costs to look after many runs that wait. Ours writes three events a step into the embedded database; a bare job writes none. REDIS_URL, or a server of its own.
 */

const ROUNDS = 3
/** So many steps in each round, side by side. */
const STEPS = 200
const CONCURRENCY = 4
/** What a step does: nothing, or what a quick command takes. */
const WORK_MS = [0, 50] as const

/** Runs that wait for a moment far away. */
const WAITING = [1_000, 10_000] as const

const machine = await describeMachine(undefined)
process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n`,
)
const redis = await redisServer()
try {
  for (const workMs of WORK_MS) {
    const rounds = { url: redis.url, steps: STEPS, concurrency: CONCURRENCY, workMs }
    const bare: number[] = []
    const ours: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await measureBare(rounds))
      ours.push(await measureSteps(rounds))
    }
    const [bareMs, oursMs] = [median(bare) / STEPS, median(ours) / STEPS]
    process.stdout.write(
      `work of ${workMs} ms: a bare job ${bareMs.toFixed(2)} ms, a step ${oursMs.toFixed(2)} ms, ` +
        `${(oursMs / bareMs).toFixed(2)} times (median of ${ROUNDS}, ${STEPS} each, ${CONCURRENCY} at a time)\n`,
    )
  }
} finally {
  redis.stop()
}
for (const count of WAITING) {
  const { startMs, tickMs, listingMs } = await measureTimers(count)
  process.stdout.write(
    `${count} runs that wait: the first look ${startMs.toFixed(0)} ms, a look after that ${tickMs.toFixed(1)} ms ` +
      `(listing all of them: ${listingMs.toFixed(0)} ms)\n`,
  )
}
process.exit()

async function redisServer(): Promise<{ readonly url: string; stop(): void }> {
  const { REDIS_URL: url } = process.env
  if (url) return { url, stop: () => undefined }
  const port = await freePort()
  const server = spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
  })
  await sleep(500)
  return { url: `redis://127.0.0.1:${port}`, stop: () => server.kill() }
}
