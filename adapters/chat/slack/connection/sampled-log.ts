import type { Logger } from 'pino'

/** How long a reason that was logged once is only counted. */
const WINDOW_MS = 60_000
/** Reasons kept apart; what comes beyond them is counted under one name, so that made-up reasons cannot fill memory. */
const REASONS_AT_MOST = 20
const OTHERS = 'other reasons'

/** A warning that anybody on the network can cause: the first is logged, then once a minute how many there were. */
export function sampledWarnings(log: Logger, sentence: string, now = (): number => performance.now()) {
  const windows = new Map<string, { until: number; more: number }>()

  function windowOf(reason: string): { readonly name: string; readonly window: { until: number; more: number } } {
    const name = windows.has(reason) || windows.size < REASONS_AT_MOST ? reason : OTHERS
    const window = windows.get(name) ?? { until: 0, more: 0 }
    windows.set(name, window)
    return { name, window }
  }

  return (reason: string): void => {
    const { name, window } = windowOf(reason)
    if (now() < window.until) {
      window.more += 1
      return
    }
    log.warn({ reason: name, ...(window.more > 0 && { sinceTheLastLine: window.more }) }, sentence)
    window.more = 0
    window.until = now() + WINDOW_MS
  }
}
