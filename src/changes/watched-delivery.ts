import type { ChangeParts } from './parts.ts'

/** What may fail to answer while something is planned. */
export type Answerer = 'source' | 'host' | 'cluster'

type Delivery = ChangeParts['delivery']

const ANSWERED_BY: Partial<Record<keyof Delivery, Answerer>> = {
  resolve: 'source',
  commitsBetween: 'source',
  changesBetween: 'source',
  lastAuthors: 'source',
  versions: 'source',
  pullRequestOf: 'host',
  checksOf: 'host',
  canaryBlocker: 'cluster',
  health: 'cluster',
}

/** Answers that mean: not now. */
const NOT_NOW = ['repository-unusable', 'away', 'rate-limited']

export interface WatchedDelivery {
  readonly delivery: Delivery
  /** Who threw this; undefined where it was somebody else. */
  thrownBy(error: unknown): Answerer | undefined
  /** Who said that it cannot answer now; undefined where all have answered. */
  silent(): Answerer | undefined
}

/** The same delivery, which notes who does not answer. */
export function watchedDelivery(watched: Delivery): WatchedDelivery {
  const thrown = new Map<unknown, Answerer>()
  const silent = new Set<Answerer>()
  const delivery = new Proxy(watched, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name, target)
      if (typeof method !== 'function') return method
      const by = ANSWERED_BY[name as keyof Delivery]
      if (by === undefined) return method.bind(target)
      return async (...asked: readonly unknown[]): Promise<unknown> => {
        try {
          const answer: unknown = await Reflect.apply(method, target, asked)
          if (isNotNow(answer)) silent.add(by)
          return answer
        } catch (error) {
          thrown.set(error, by)
          throw error
        }
      }
    },
  })
  return {
    delivery,
    thrownBy: (error) => thrown.get(error),
    silent: () => [...silent][0],
  }
}

function isNotNow(answer: unknown): boolean {
  return (
    typeof answer === 'object' && answer !== null && 'problem' in answer && NOT_NOW.includes(String(answer.problem))
  )
}
