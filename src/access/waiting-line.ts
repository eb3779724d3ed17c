import { RateLimitedError } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'

/** More at once would only wait inside the platform's client, where nobody sees that they wait. */
const AT_ONCE = 4
/** A platform that names no pause is not asked again in a hurry. */
const SHORTEST_PAUSE_MS = 100

const TOO_LONG = 'the platform takes only so many questions, and this one had to wait for too long'

/** Thrown when a question's turn has not come in time. Nothing was asked. */
export class TurnNotComeError extends Error {
  override readonly name = 'TurnNotComeError'
}

/** Questions to a platform, first come, first asked. */
export interface WaitingLine {
  /**
   * Asks when the turn has come, and once more when the platform asks to wait: it has answered nothing then.
   * @param waitForMs How long the question may stand in line. The time that the answer takes is not part of it.
   * @param stopping Ends the wait, with its reason.
   * @throws {TurnNotComeError} when it has stood there for longer.
   */
  ask<Answer>(question: () => Promise<Answer>, waitForMs: number, stopping?: AbortSignal): Promise<Answer>
}

interface Waiting {
  readonly number: number
  readonly untilMs: number
  readonly isCalled: () => void
  readonly isTooLate: () => void
}

/** Asks a platform as fast as it lets itself be asked. One that asks to wait makes the line wait, and fails nothing. */
export function createWaitingLine(clock: Clock): WaitingLine {
  let waiting: Waiting[] = []
  let nextNumber = 0
  let underWay = 0
  let pausedUntilMs: number | undefined
  let callOff = (): void => {}

  const nowMs = (): number => clock.now().getTime()
  const isFree = (): boolean => underWay < AT_ONCE && pausedUntilMs === undefined

  function callNext(): void {
    while (isFree()) {
      const next = waiting.shift()
      if (!next) return
      underWay += 1
      next.isCalled()
    }
  }

  const isTooLateFor = ({ untilMs }: Waiting): boolean => pausedUntilMs !== undefined && untilMs < pausedUntilMs

  function pause(forMs: number): void {
    pausedUntilMs = Math.max(pausedUntilMs ?? 0, nowMs() + Math.max(forMs, SHORTEST_PAUSE_MS))
    callOff()
    callOff = clock.at(new Date(pausedUntilMs), () => {
      pausedUntilMs = undefined
      callNext()
    })
    // Whose time ends before the pause does need not wait for that.
    for (const one of waiting.filter(isTooLateFor)) one.isTooLate()
  }

  /** Resolves when the turn has come, which is then taken. Whoever comes back stands where they stood. */
  function turn(number: number, untilMs: number, stopping: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = (why: unknown): void => {
      stopWaiting()
      waiting = waiting.filter((other) => other !== one)
      reject(why)
    }
    const isStopped = (): void => leave(stopping?.reason)
    const one: Waiting = {
      number,
      untilMs,
      isCalled() {
        stopWaiting()
        resolve()
      },
      isTooLate: () => leave(new TurnNotComeError(TOO_LONG)),
    }
    const callOffEnd = clock.at(new Date(untilMs), one.isTooLate)
    const stopWaiting = (): void => {
      callOffEnd()
      stopping?.removeEventListener('abort', isStopped)
    }
    stopping?.addEventListener('abort', isStopped)
    const place = waiting.findIndex((other) => other.number > number)
    waiting.splice(place < 0 ? waiting.length : place, 0, one)
    if (stopping?.aborted) isStopped()
    else if (isTooLateFor(one)) one.isTooLate()
    else callNext()
    return promise
  }

  return {
    async ask(question, waitForMs, stopping) {
      const untilMs = nowMs() + waitForMs
      const number = nextNumber++
      for (;;) {
        await turn(number, untilMs, stopping)
        try {
          return await question()
        } catch (error) {
          if (!(error instanceof RateLimitedError)) throw error
          pause(error.retryAfterMs)
        } finally {
          underWay -= 1
          callNext()
        }
      }
    },
  }
}
