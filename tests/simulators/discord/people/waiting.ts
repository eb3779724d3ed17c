/** Those who wait for something to be there. They look after every change, and never by the clock. */
export interface Waiting {
  /** Something has changed. */
  changed(): void
  /** Resolves after the next change. */
  next(): Promise<void>
  /** Resolves with what `find` finds, now or after a change. */
  until<Found>(find: () => Found | undefined, what: () => string): Promise<Found>
  /** The same for what changes outside the simulator, such as in the bot: looks every 20 ms too. */
  untilPolled<Found>(find: () => Found | undefined | false, timeoutMs?: number): Promise<Found>
}

/** Only for what hangs. */
const DEADLINE_MS = 60_000
const POLLED_DEADLINE_MS = 8_000
const POLL_MS = 20

export function createWaiting(): Waiting {
  const looks = new Set<() => void>()
  const until = <Found>(
    find: () => Found | undefined | false,
    what: () => string,
    deadlineMs: number,
    pollMs?: number,
  ): Promise<Found> => {
    const { promise, resolve, reject } = Promise.withResolvers<Found>()
    const deadline = setTimeout(() => settle(() => reject(new Error(`still waiting for ${what()}`))), deadlineMs)
    const poll = pollMs === undefined ? undefined : setInterval(() => look(), pollMs)
    const settle = (end: () => void): void => {
      clearTimeout(deadline)
      clearInterval(poll)
      looks.delete(look)
      end()
    }
    const look = (): void => {
      const found = find()
      if (found !== undefined && found !== false) settle(() => resolve(found))
    }
    looks.add(look)
    look()
    return promise
  }
  return {
    changed() {
      for (const look of [...looks]) look()
    },
    next() {
      const { promise, resolve } = Promise.withResolvers<void>()
      const look = (): void => {
        looks.delete(look)
        resolve()
      }
      looks.add(look)
      return promise
    },
    until: (find, what) => until(find, what, DEADLINE_MS),
    untilPolled: (find, timeoutMs = POLLED_DEADLINE_MS) => until(find, () => String(find), timeoutMs, POLL_MS),
  }
}
