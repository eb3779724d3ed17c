import type { Clock } from '../../src/ports/clock.ts'

/** A clock that stands still until it is moved. */
export interface HandClock extends Clock {
  /** When somebody next wants to be called; now, when that moment is past. */
  next(): Date | undefined
  /** Moves on to `when`, never back, and calls everybody whose moment has come, in the order of their moments. */
  moveTo(when: Date): void
}

interface Alarm {
  readonly when: number
  readonly wake: () => void
}

export function createHandClock(start: Date): HandClock {
  let now = start.getTime()
  const alarms = new Set<Alarm>()
  const earliest = (): Alarm | undefined =>
    [...alarms].reduce<Alarm | undefined>(
      (first, alarm) => (first && first.when <= alarm.when ? first : alarm),
      undefined,
    )

  return {
    now: () => new Date(now),
    at(when, wake) {
      const alarm = { when: when.getTime(), wake }
      alarms.add(alarm)
      return () => alarms.delete(alarm)
    },
    next() {
      const alarm = earliest()
      return alarm && new Date(Math.max(now, alarm.when))
    },
    moveTo(when) {
      now = Math.max(now, when.getTime())
      const due = [...alarms].filter((alarm) => alarm.when <= now).sort((a, b) => a.when - b.when)
      for (const alarm of due) {
        // One that was called before may have called this one off.
        if (alarms.delete(alarm)) alarm.wake()
      }
    },
  }
}
