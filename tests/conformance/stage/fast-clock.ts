import type { Clock } from '../../../src/ports/clock.ts'

/** What Shipmate waits for on purpose, such as 1.5 s between two edits, takes a tenth of it. */
const TIMES_AS_FAST = 10

/** The bot's time: it runs fast by itself, and can be moved on at once. */
export interface FastClock extends Clock {
  /** Everything that is due within these milliseconds happens, in order. */
  pass(ms: number): void
}

interface Alarm {
  readonly when: number
  readonly wake: () => void
  timer?: NodeJS.Timeout
}

export function createFastClock(start: Date): FastClock {
  const startedAt = performance.now()
  const alarms = new Set<Alarm>()
  let skipped = 0
  const now = (): number => start.getTime() + skipped + (performance.now() - startedAt) * TIMES_AS_FAST
  const arm = (alarm: Alarm): void => {
    clearTimeout(alarm.timer)
    const leftMs = Math.max(0, (alarm.when - now()) / TIMES_AS_FAST)
    // A timer that is longer than Node's longest would ring at once.
    if (leftMs < 2 ** 31) alarm.timer = setTimeout(() => ring(alarm), leftMs)
  }
  const ring = (alarm: Alarm): void => {
    clearTimeout(alarm.timer)
    if (alarms.delete(alarm)) alarm.wake()
  }
  return {
    now: () => new Date(now()),
    at(when, wake) {
      const alarm: Alarm = { when: when.getTime(), wake }
      alarms.add(alarm)
      arm(alarm)
      return () => {
        clearTimeout(alarm.timer)
        alarms.delete(alarm)
      }
    },
    pass(ms) {
      skipped += ms
      for (const alarm of [...alarms].sort((one, other) => one.when - other.when)) {
        if (alarm.when <= now()) ring(alarm)
        else arm(alarm)
      }
    },
  }
}
