import type { Clock } from '../../src/ports/clock.ts'

/** A clock that stands still until a test lets time pass; whatever was to wake by then wakes, in order. */
export function ringingClock(): Clock & { pass(ms: number): void } {
  let nowMs = Date.parse('2026-11-30T10:00:00Z')
  const waiting = new Set<{ readonly atMs: number; readonly wake: () => void }>()
  return {
    now: () => new Date(nowMs),
    at(when, wake) {
      const one = { atMs: when.getTime(), wake }
      waiting.add(one)
      return () => waiting.delete(one)
    },
    pass(ms) {
      nowMs += ms
      const due = [...waiting].filter(({ atMs }) => atMs <= nowMs).toSorted((one, other) => one.atMs - other.atMs)
      for (const one of due) {
        waiting.delete(one)
        one.wake()
      }
    },
  }
}
