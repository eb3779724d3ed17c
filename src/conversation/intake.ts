import { BusyError } from '../ports/chat-platform.ts'

/** What people say and press, on its way into the log. */
export interface Intake {
  /** @throws {BusyError} at once when it is full. */
  take<Result>(work: () => Promise<Result>): Promise<Result>
  /** So much is on its way that everything else should wait for it. */
  isCrowded(): boolean
}

/** From here on answers wait: people can wait for those, and platforms cannot for their acknowledgement. */
const CROWDED = 50

/**
 * Lets so many in at a time and turns the others away at once, so that those who are in are done while their platform still
 * waits.
 * @param onCalm Called when it is no longer crowded.
 */
export function boundedIntake(most: number, onCalm: () => void): Intake {
  let inside = 0
  return {
    async take(work) {
      if (inside >= most) throw new BusyError(`${inside} messages and presses are being recorded already`)
      inside += 1
      try {
        return await work()
      } finally {
        inside -= 1
        if (inside === CROWDED) onCalm()
      }
    },
    isCrowded: () => inside > CROWDED,
  }
}
