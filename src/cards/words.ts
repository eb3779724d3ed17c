import type { Texts } from '../texts/texts.ts'

/** `850 ms`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

/** `just now`, `5 min ago`, `3 h ago`, `2 days ago`. */
export function ago(at: string, now: Date, { times }: Texts): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000)
  if (minutes < 1) return times.justNow
  if (minutes < 60) return times.minutesAgo({ count: minutes })
  if (minutes < 48 * 60) return times.hoursAgo({ count: Math.floor(minutes / 60) })
  return times.daysAgo({ count: Math.floor(minutes / 60 / 24) })
}

/** `14:05 UTC`. */
export function clockTime(at: string): string {
  return `${at.slice(11, 16)} UTC`
}

/** `2026-03-02 14:05 UTC`. */
export function dateTime(at: string): string {
  return `${at.slice(0, 10)} ${clockTime(at)}`
}
