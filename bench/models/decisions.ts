import { createConcurrencyLimiter } from '../../adapters/llm/concurrency-limiter.ts'
import type { ModelPriority } from '../../src/ports/language-model.ts'
import type { Random } from '../notation/datasets/random.ts'
import { median, percentile } from '../statistics.ts'
import { createSimulatedTime } from './simulated-time.ts'

export interface Decisions {
  readonly minutes: number
  readonly decisions: Waits
  readonly people: Waits
  /** Decisions that got the slot while a person waited for it. */
  readonly beforePeople: number
}

/** Milliseconds until the turn came. */
export interface Waits {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly longest: number
}

const DECISIONS_A_MINUTE = 10
const PEOPLE_A_MINUTE = 3
/** What a model of eight thousand million weights takes on one GPU. */
const DECISION_MS = 4_500
const QUESTION_MS = 1_500

/**
 * One slot, ten decisions a minute and people who ask between them, in simulated time: the real turns, a model that takes
 * as long as it is told to, and no clock but the simulation's. What each waits follows from the order alone.
 */
export async function simulateDecisions(minutes: number, random: Random): Promise<Decisions> {
  const time = createSimulatedTime()
  const turns = createConcurrencyLimiter(1)
  const waits: Record<ModelPriority, number[]> = { person: [], background: [] }
  const never = new AbortController().signal
  let peopleWaiting = 0
  let beforePeople = 0
  const ask = async (priority: ModelPriority, takesMs: number): Promise<void> => {
    const asked = time.nowMs
    if (priority === 'person') peopleWaiting++
    await turns.take(priority, never, async () => {
      if (priority === 'person') peopleWaiting--
      else if (peopleWaiting > 0) beforePeople++
      waits[priority].push(time.nowMs - asked)
      await time.pause(takesMs)
    })
  }
  const spread = (aMinute: number, happen: () => void): void => {
    for (let count = 0; count < minutes * aMinute; count++) time.at(random.int(0, minutes * 60_000), happen)
  }
  spread(DECISIONS_A_MINUTE, () => void ask('background', DECISION_MS))
  spread(PEOPLE_A_MINUTE, () => void ask('person', QUESTION_MS))
  await time.run()
  return { minutes, decisions: waitsOf(waits.background), people: waitsOf(waits.person), beforePeople }
}

function waitsOf(samples: readonly number[]): Waits {
  return {
    count: samples.length,
    p50: median(samples),
    p95: percentile(samples, 0.95),
    longest: Math.max(...samples),
  }
}
