import { BusyError } from '../ports/chat-platform.ts'

/** What people say and press, on its way into the log. */
export interface Intake {
  /** @throws {BusyError} at once when it is full. */
  take<Result>(work: () => Promise<Result>): Promise<Result>
  /** Intake is crowded: everything else should wait. */
  isCrowded(): boolean
}

/** From here on answers wait: people can wait for them; platforms cannot wait for acknowledgements. */
const CROWDED = 50

/**
 * Admits up to `most` at a time and rejects the others at once, so that every admitted one is recorded while its platform
 * still waits.
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
