import { RateLimitedError } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'

/** More at once would only wait inside the platform's client, where nobody sees that they wait. */
const AT_ONCE = 4
/** A platform that names no pause is not asked again in a hurry. */
const SHORTEST_PAUSE_MS = 100

/** Thrown when a question's turn has not come in time. Nothing was asked. */
export class TurnNotComeError extends Error {
  override readonly name = 'TurnNotComeError'
}

/** Questions to a platform, first come, first asked. */
export interface WaitingLine {
  /**
   * Asks when the turn has come, and once more when the platform asks to wait: it has answered nothing then.
   * @param waitForMs How long the question may stand in line. The time that the answer takes is not part of it.
   * @throws {TurnNotComeError} when it has stood there for longer.
   */
  ask<Answer>(question: () => Promise<Answer>, waitForMs: number): Promise<Answer>
}

interface Waiting {
  readonly untilMs: number
  readonly isCalled: () => void
  readonly isTooLate: () => void
}

/** Asks a platform as fast as it lets itself be asked. One that asks to wait makes the line wait, and fails nothing. */
export function createWaitingLine(clock: Clock): WaitingLine {
  const waiting: Waiting[] = []
  let underWay = 0
  let pausedUntilMs = 0
  let callOff = (): void => {}

  const nowMs = (): number => clock.now().getTime()
  const isFree = (): boolean => underWay < AT_ONCE && pausedUntilMs <= nowMs()

  function callNext(): void {
    while (isFree()) {
      const next = waiting.shift()
      if (!next) return
      underWay += 1
      next.isCalled()
    }
  }

  function pause(forMs: number): void {
    pausedUntilMs = Math.max(pausedUntilMs, nowMs() + Math.max(forMs, SHORTEST_PAUSE_MS))
    callOff()
    callOff = clock.at(new Date(pausedUntilMs), callNext)
    // Whose time ends before the pause does need not wait for that.
    for (const one of waiting.filter(({ untilMs }) => untilMs < pausedUntilMs)) one.isTooLate()
  }

  /** Resolves when the turn has come, which is then taken. */
  function turn(untilMs: number, isFirst: boolean): Promise<void> {
    if (isFree() && (isFirst || waiting.length === 0)) {
      underWay += 1
      return Promise.resolve()
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = (): void => {
      stopWaiting()
      const place = waiting.indexOf(one)
      if (place >= 0) waiting.splice(place, 1)
    }
    const one: Waiting = {
      untilMs,
      isCalled() {
        stopWaiting()
        resolve()
      },
      isTooLate() {
        leave()
        reject(new TurnNotComeError('the platform takes only so many questions, and this one had to wait for too long'))
      },
    }
    const stopWaiting = clock.at(new Date(untilMs), one.isTooLate)
    if (isFirst) waiting.unshift(one)
    else waiting.push(one)
    if (untilMs < pausedUntilMs) one.isTooLate()
    return promise
  }

  return {
    async ask(question, waitForMs) {
      const untilMs = nowMs() + waitForMs
      for (let isFirst = false; ; isFirst = true) {
        await turn(untilMs, isFirst)
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
