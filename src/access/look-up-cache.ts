import { ConsecutiveBreaker, circuitBreaker, handleAll, TimeoutStrategy, timeout, wrap } from 'cockatiel'
import type { UserId } from '../domain/ids.ts'
import type { Clock } from '../ports/clock.ts'

/** What a platform said of a person, and when. `unknown`: it did not say, and whoever asks must fail closed. */
export type LookedUp<Value> =
  | { readonly kind: 'known'; readonly value: Value; readonly asOf: Date }
  | { readonly kind: 'unknown'; readonly why: string }

export type LookUp<Value> = (user: UserId) => Promise<LookedUp<Value>>

export interface LookUpTimes {
  /** For so long an answer is used without asking again: the longest a removed member keeps their rights. */
  readonly freshForMs: number
  /** For so long an answer still counts when the platform fails; after that nothing is known. */
  readonly usableForMs: number
  /** How long one question to the platform may take: people wait for it. */
  readonly timeoutMs: number
}

export const LOOK_UP_TIMES: LookUpTimes = { freshForMs: 60_000, usableForMs: 10 * 60_000, timeoutMs: 5_000 }

/** After so many failures in a row the platform is left alone for a while, and answers come from the cache at once. */
const FAILURES_BEFORE_PAUSE = 3
const PAUSE_MS = 10_000

interface Answer<Value> {
  readonly value: Value
  readonly asOf: Date
}

/** Remembers what a platform said of people, with its age. */
export function createLookUpCache<Value>(
  ask: (user: UserId) => Promise<Value>,
  clock: Clock,
  times: LookUpTimes = LOOK_UP_TIMES,
): LookUp<Value> {
  const answers = new Map<UserId, Answer<Value>>()
  const asking = new Map<UserId, Promise<Answer<Value>>>()
  const guard = wrap(
    circuitBreaker(handleAll, { halfOpenAfter: PAUSE_MS, breaker: new ConsecutiveBreaker(FAILURES_BEFORE_PAUSE) }),
    timeout(times.timeoutMs, TimeoutStrategy.Aggressive),
  )
  // Far ahead is as old as far behind: a clock that was set back must not keep a right alive.
  const ageMs = ({ asOf }: Answer<Value>): number => Math.abs(clock.now().getTime() - asOf.getTime())

  async function askNow(user: UserId): Promise<Answer<Value>> {
    const asOf = clock.now()
    const value = await guard.execute(() => ask(user))
    const answer = { value, asOf }
    forgetOld()
    answers.set(user, answer)
    return answer
  }

  function forgetOld(): void {
    for (const [user, answer] of answers) if (ageMs(answer) > times.usableForMs) answers.delete(user)
  }

  /** Questions about the same person at the same time are one question. */
  function askOnce(user: UserId): Promise<Answer<Value>> {
    const underWay = asking.get(user)
    if (underWay !== undefined) return underWay
    const question = askNow(user).finally(() => asking.delete(user))
    asking.set(user, question)
    return question
  }

  return async (user) => {
    const held = answers.get(user)
    if (held !== undefined && ageMs(held) <= times.freshForMs) return { kind: 'known', ...held }
    try {
      return { kind: 'known', ...(await askOnce(user)) }
    } catch (cause) {
      if (held !== undefined && ageMs(held) <= times.usableForMs) return { kind: 'known', ...held }
      return { kind: 'unknown', why: cause instanceof Error ? cause.message : String(cause) }
    }
  }
}
