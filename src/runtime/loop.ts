import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from '../ports/clock.ts'

/** How much of its work can go no further at this moment, since a model is thinking about it. */
export interface Thinking {
  readonly waiting: number
}

/** Work that is done when woken, never twice at once. */
export interface Loop {
  /** There may be something to do. */
  wake(): void
  /** Resolves when it is at rest: it has done what it was woken for, or a fault makes it wait. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export interface LoopParts {
  readonly clock: Clock
  /** Does what there is to do. Returns when to look again without being woken; undefined: not before. */
  readonly round: () => Promise<Date | undefined>
  readonly onError: (error: unknown) => void
}

/** Pause after a fault, doubled with each further one in a row. */
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000

export function startLoop({ clock, round, onError }: LoopParts): Loop {
  let stopped = false
  let woken = false
  let running: Promise<void> | undefined
  let faults = 0
  let callOff = (): void => {}
  // Whoever wakes it may be at work on one message; its rounds are about all that there is.
  const apart = AsyncLocalStorage.snapshot()

  const lookAgain = (at: Date | undefined): void => {
    callOff()
    if (at && !stopped) callOff = clock.at(at, wake)
  }

  const run = async (): Promise<void> => {
    try {
      while (woken && !stopped) {
        woken = false
        lookAgain(await round())
        faults = 0
      }
    } catch (error) {
      onError(error)
      lookAgain(new Date(clock.now().getTime() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** faults++)))
    } finally {
      running = undefined
    }
  }

  const wake = (): void => {
    woken = true
    if (!stopped) running ??= apart(run)
  }

  wake()
  return {
    wake,
    async settled() {
      while (running) await running
    },
    async stop() {
      stopped = true
      callOff()
      await running
    },
  }
}
