import { createModels } from '../../src/app/wiring/models.ts'
import { type ModelRequest, ModelUnavailableError } from '../../src/ports/language-model.ts'
import { noopMetrics } from '../../src/ports/metrics.ts'
import { median, percentile } from '../statistics.ts'
import { startPacedOllama } from './paced-ollama.ts'

export interface AtOnce {
  readonly slots: number
  /** Milliseconds until each person had an answer, or was told to do without. */
  readonly p50: number
  readonly p95: number
  readonly longest: number
  readonly answered: number
  /** Told within their time that no turn came, so that the rules answer. */
  readonly toRules: number
  /** How far, at most, an answer came before or after its place in the order of asking. */
  readonly mostOutOfOrder: number
}

const ANSWER_MS = 500

/** So many people ask at the same moment, over real connections, and each would wait so long. */
export async function measureAtOnce(people: number, slots: number, patienceMs: number): Promise<AtOnce> {
  const server = await startPacedOllama(ANSWER_MS)
  const choice = {
    provider: 'ollama-cloud',
    model: 'paced',
    host: server.host,
    key: undefined,
    concurrency: slots,
  } as const
  const calls = { ended() {}, unusable() {} }
  const { conversation } = createModels(
    { models: { conversation: [choice], decision: [], summary: [] } },
    calls,
    noopMetrics,
  )
  if (!conversation) throw new Error('no model to ask')
  const order: number[] = []
  const start = performance.now()
  const ends = await Promise.all(
    Array.from({ length: people }, async (_, person) => {
      const isAnswered = await conversation.complete(question(patienceMs)).then(
        () => order.push(person) > 0,
        (error: unknown) => {
          if (error instanceof ModelUnavailableError) return false
          throw error
        },
      )
      return { isAnswered, ms: performance.now() - start }
    }),
  )
  server.stop()
  const times = ends.map(({ ms }) => ms)
  return {
    slots,
    p50: median(times),
    p95: percentile(times, 0.95),
    longest: Math.max(...times),
    answered: order.length,
    toRules: people - order.length,
    mostOutOfOrder: Math.max(...order.map((person, place) => Math.abs(person - place))),
  }
}

function question(timeoutMs: number): ModelRequest {
  return {
    messages: [{ role: 'user', content: 'so about billionmail' }],
    timeoutMs,
    maxTokens: 300,
    priority: 'person',
  }
}
