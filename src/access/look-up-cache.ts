import { ConsecutiveBreaker, circuitBreaker, handleWhen, TimeoutStrategy, timeout, wrap } from 'cockatiel'
import type { UserId } from '../domain/ids.ts'
import { RateLimitedError, type ToldUnasked } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'
import { createWaitingLine } from './waiting-line.ts'

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
  /** How long one question to the platform may take from when it is asked: people wait for it. */
  readonly timeoutMs: number
  /**
   * How long it may wait to be asked where the platform takes only so many, and nothing usable is known instead. Left out:
   * as `timeoutMs`.
   */
  readonly waitForMs?: number
}

/** In five minutes Slack answers 500 questions and Discord 1,500. Whoever is known already waits five seconds at most. */
export const LOOK_UP_TIMES: LookUpTimes = {
  freshForMs: 60_000,
  usableForMs: 10 * 60_000,
  timeoutMs: 5_000,
  waitForMs: 5 * 60_000,
}

/** After so many failures in a row the platform is left alone for a while, and answers come from the cache at once. */
const FAILURES_BEFORE_PAUSE = 3
const PAUSE_MS = 10_000

type Answer<Value> = ToldUnasked<Value>

/**
 * Remembers what a platform said of people, with its age.
 * @param told What it said of somebody without being asked, which counts like an answer of the same age.
 */
export function createLookUpCache<Value>(
  ask: (user: UserId) => Promise<Value>,
  clock: Clock,
  times: LookUpTimes = LOOK_UP_TIMES,
  told: (user: UserId) => Answer<Value> | undefined = () => undefined,
): LookUp<Value> {
  const answers = new Map<UserId, Answer<Value>>()
  const asking = new Map<UserId, Promise<Answer<Value>>>()
  const line = createWaitingLine(clock)
  // A platform that asks to wait is well: the line waits, and nobody who is asked about later fails for it.
  const isFailure = handleWhen((error) => !(error instanceof RateLimitedError))
  const guard = wrap(
    circuitBreaker(isFailure, { halfOpenAfter: PAUSE_MS, breaker: new ConsecutiveBreaker(FAILURES_BEFORE_PAUSE) }),
    timeout(times.timeoutMs, TimeoutStrategy.Aggressive),
  )
  // Far ahead is as old as far behind: a clock that was set back must not keep a right alive.
  const ageMs = ({ asOf }: Answer<Value>): number => Math.abs(clock.now().getTime() - asOf.getTime())

  function heldOf(user: UserId): Answer<Value> | undefined {
    const held = [answers.get(user), told(user)].filter((one) => one !== undefined)
    return held.toSorted((one, other) => ageMs(one) - ageMs(other)).find((one) => ageMs(one) <= times.usableForMs)
  }

  const isFresh = (held: Answer<Value>): boolean => ageMs(held) <= times.freshForMs

  async function askNow(user: UserId): Promise<Answer<Value>> {
    // While it stood in line the platform may have said it.
    const held = heldOf(user)
    if (held !== undefined && isFresh(held)) return held
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
  function askOnce(user: UserId, waitForMs: number): Promise<Answer<Value>> {
    const underWay = asking.get(user)
    if (underWay !== undefined) return underWay
    const question = line.ask(() => askNow(user), waitForMs).finally(() => asking.delete(user))
    asking.set(user, question)
    return question
  }

  return async (user) => {
    const held = heldOf(user)
    if (held !== undefined && isFresh(held)) return { kind: 'known', ...held }
    const { timeoutMs, waitForMs = timeoutMs } = times
    try {
      return { kind: 'known', ...(await askOnce(user, held === undefined ? waitForMs : timeoutMs)) }
    } catch (cause) {
      const usable = heldOf(user)
      if (usable !== undefined) return { kind: 'known', ...usable }
      return { kind: 'unknown', why: cause instanceof Error ? cause.message : String(cause) }
    }
  }
}
