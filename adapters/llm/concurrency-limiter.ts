import { type ModelPriority, ModelUnavailableError } from '../../src/ports/language-model.ts'

/** Hands out turns: so many at a time, people before background work, otherwise in the order they asked. */
export interface ConcurrencyLimiter {
  /** @throws {ModelUnavailableError} `busy` when no turn came before the signal aborted. */
  take<Result>(priority: ModelPriority, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>
}

export function createConcurrencyLimiter(atOnce: number): ConcurrencyLimiter {
  const waiting: Readonly<Record<ModelPriority, Set<() => void>>> = { person: new Set(), background: new Set() }
  let free = atOnce

  const next = (): void => {
    const queue = waiting.person.size > 0 ? waiting.person : waiting.background
    const [first] = queue
    if (!first || free === 0) return
    queue.delete(first)
    free--
    first()
  }

  return {
    async take(priority, signal, work) {
      const turn = Promise.withResolvers<void>()
      const queue = waiting[priority]
      const giveUp = (): void => {
        if (queue.delete(turn.resolve)) turn.reject(new ModelUnavailableError('busy', 'no turn came in time'))
      }
      signal.addEventListener('abort', giveUp, { once: true })
      queue.add(turn.resolve)
      if (signal.aborted) giveUp()
      next()
      await turn.promise.finally(() => signal.removeEventListener('abort', giveUp))
      try {
        return await work()
      } finally {
        free++
        next()
      }
    },
  }
}
