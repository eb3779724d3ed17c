import { Ollama } from 'ollama'
import { pino } from 'pino'
import { createPrometheus } from '../../adapters/metrics/prometheus.ts'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import { estimatedTokens } from '../../notation/tokens/estimate.ts'
import { createModels } from '../../src/app/wiring/models.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { projections } from '../../src/domain/projections.ts'
import { createAccountOfCalls } from '../../src/llm/account-of-calls.ts'
import { promptEncoder } from '../../src/llm/prompt-encoder.ts'
import { systemClock } from '../../src/ports/clock.ts'
import type { ModelRequest } from '../../src/ports/language-model.ts'
import { median, percentile } from '../statistics.ts'
import { startPacedOllama } from './paced-ollama.ts'

const WARM_UP = 50

export interface Overhead {
  readonly calls: number
  /** Milliseconds of a whole call, its text read to the end. */
  readonly bare: Spread
  readonly ours: Spread
  /** Difference of the medians. */
  readonly moreMs: number
}

export interface Spread {
  /** What others at work on the machine disturb least. */
  readonly quarter: number
  readonly median: number
  readonly p95: number
}

/**
 * One question, asked in turn through the bare client and through all of ours: prompt, route, turns, breaker, stream,
 * metrics, and the event of the call in an embedded log. The server answers at once.
 */
export async function measureOverhead(calls: number): Promise<Overhead> {
  const server = await startPacedOllama(0)
  const { store } = await openEmbeddedStore<ShipmateEvent>({ folder: 'memory', projections })
  const log = pino({ level: 'silent' })
  const metrics = createPrometheus()
  const account = createAccountOfCalls({ store, metrics, tokens: estimatedTokens, clock: systemClock, log })
  const choice = { provider: 'ollama', model: 'paced', host: server.host, key: undefined, concurrency: 1 } as const
  const { conversation } = createModels(
    { models: { conversation: [choice], decision: [], summary: [] } },
    account,
    metrics,
  )
  const client = new Ollama({ host: server.host })
  const samples = { bare: [] as number[], ours: [] as number[] }
  for (let call = 0; call < calls + WARM_UP; call++) {
    const bare = await timed(() => askBare(client))
    const ours = await timed(() => conversation?.complete(question()))
    // Written down after the answer; here so that one call does not pay for another.
    await account.settled()
    if (call < WARM_UP) continue
    samples.bare.push(bare)
    samples.ours.push(ours)
  }
  server.stop()
  await store.close()
  const [bare, ours] = [spreadOf(samples.bare), spreadOf(samples.ours)]
  return { calls, bare, ours, moreMs: ours.median - bare.median }
}

const tasks = Array.from({ length: 20 }, (_, index) => ({ id: `TASK-${index}`, service: 'billionmail', state: 'done' }))
const prompts = promptEncoder({ input: true, redact: (text) => text })

function question(): ModelRequest {
  const written = prompts.write((encode, legend) => `${legend}\n\nTasks:\n${encode(tasks)}`)
  return { messages: [{ role: 'user', ...written }], timeoutMs: 10_000, maxTokens: 300, priority: 'person' }
}

async function askBare(client: Ollama): Promise<void> {
  const messages = [{ role: 'user', content: JSON.stringify(tasks) }]
  const stream = await client.chat({ model: 'paced', messages, stream: true })
  let text = ''
  for await (const { message } of stream) text += message.content
  if (text === '') throw new Error('the server said nothing')
}

async function timed(work: () => Promise<unknown> | undefined): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function spreadOf(samples: readonly number[]): Spread {
  return { quarter: percentile(samples, 0.25), median: median(samples), p95: percentile(samples, 0.95) }
}
