import { ConsecutiveBreaker, circuitBreaker, handleWhen, TimeoutStrategy, timeout, wrap } from 'cockatiel'
import type { UserId } from '../domain/ids.ts'
import { RateLimitedError, type ToldUnasked } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'
import type { PeopleAskedAbout } from './people-asked-about.ts'
import { createWaitingLine } from './waiting-line.ts'

/** What a platform said of a person, and when. `unknown`: it did not say, and whoever asks must fail closed. */
export type LookedUp<Value> =
  | { readonly kind: 'known'; readonly value: Value; readonly asOf: Date }
  | { readonly kind: 'unknown'; readonly why: string }

/** For whom a question may stand in line for longer than is usual. */
export interface Patience {
  readonly waitForMs: number
  /** Ends the wait: the look-up then throws its reason, since nothing was found out, not even that it cannot be. */
  readonly stopping: AbortSignal
  /** Told of whom the platform is asked; what is known counts nobody. */
  readonly people: PeopleAskedAbout
}

export type LookUp<Value> = (user: UserId, patience?: Patience) => Promise<LookedUp<Value>>

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

/** In 15 seconds Discord answers 75 questions about members. Whoever is known already waits five seconds at most. */
export const LOOK_UP_TIMES: LookUpTimes = {
  freshForMs: 60_000,
  usableForMs: 10 * 60_000,
  timeoutMs: 5_000,
  waitForMs: 15_000,
}

/** After so many failures in a row the platform is left alone for a while, and answers come from the cache at once. */
const FAILURES_BEFORE_PAUSE = 3
const PAUSE_MS = 10_000

type Answer<Value> = ToldUnasked<Value>

interface Asking<Value> {
  readonly untilMs: number
  readonly answer: Promise<Answer<Value>>
}

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
  const asking = new Map<UserId, Asking<Value>>()
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

  /** Questions about the same person at the same time are one question, unless one can wait for longer. */
  function askOnce(user: UserId, waitForMs: number, stopping?: AbortSignal): Promise<Answer<Value>> {
    const untilMs = clock.now().getTime() + waitForMs
    const underWay = asking.get(user)
    if (underWay !== undefined && underWay.untilMs >= untilMs) return underWay.answer
    const answer = line.ask(() => askNow(user), waitForMs, stopping)
    const question = { untilMs, answer }
    asking.set(user, question)
    const isOver = (): void => {
      if (asking.get(user) === question) asking.delete(user)
    }
    answer.then(isOver, isOver)
    return answer
  }

  return async (user, patience) => {
    const held = heldOf(user)
    if (held !== undefined && isFresh(held)) return { kind: 'known', ...held }
    const { timeoutMs, waitForMs = timeoutMs } = times
    const bearableMs = held === undefined ? (patience?.waitForMs ?? waitForMs) : timeoutMs
    try {
      const answer = askOnce(user, bearableMs, patience?.stopping)
      return { kind: 'known', ...(await (patience?.people.until(user, answer) ?? answer)) }
    } catch (cause) {
      const usable = heldOf(user)
      if (usable !== undefined) return { kind: 'known', ...usable }
      if (patience?.stopping.aborted) throw patience.stopping.reason
      return { kind: 'unknown', why: cause instanceof Error ? cause.message : String(cause) }
    }
  }
}
