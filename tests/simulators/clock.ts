/** The time by which a simulated platform counts windows, deadlines and ages. Milliseconds since 1970. */
export interface SimulatorClock {
  now(): number
  /** Calls back once when so much time has passed; returns how to call it off. */
  after(ms: number, call: () => void): () => void
}

/** Time as it passes. */
export function systemClock(): SimulatorClock {
  return {
    now: () => Date.now(),
    after(ms, call) {
      const timer = setTimeout(call, ms)
      timer.unref()
      return () => clearTimeout(timer)
    },
  }
}

export interface ManualClock extends SimulatorClock {
  /** Lets time pass at once, and everything happen that is due in it, in order. */
  advance(ms: number): void
}

/** Time that only a test moves. */
export function manualClock(start = Date.UTC(2026, 0, 5)): ManualClock {
  let now = start
  const due = new Set<{ readonly at: number; readonly call: () => void }>()
  const next = (until: number) => [...due].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0]
  return {
    now: () => now,
    after(ms, call) {
      const entry = { at: now + ms, call }
      due.add(entry)
      return () => void due.delete(entry)
    },
    advance(ms) {
      const until = now + ms
      for (let entry = next(until); entry !== undefined; entry = next(until)) {
        due.delete(entry)
        now = entry.at
        entry.call()
      }
      now = until
    },
  }
}
