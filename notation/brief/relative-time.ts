import { readInstant } from '../shared/instants.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `12m ago`, `in 3h`; a text that is no time of the day stays as it is. */
export function relativeTime(text: string, now: Date): string {
  const instant = readInstant(text)
  if (instant === undefined || instant.form === 'day') return text
  const seconds = Math.round((instant.at - now.getTime()) / 1000)
  if (seconds === 0) return 'now'
  return seconds < 0 ? `${amount(-seconds)} ago` : `in ${amount(seconds)}`
}

function amount(seconds: number): string {
  if (seconds < MINUTE) return `${seconds}s`
  if (seconds < HOUR) return `${Math.round(seconds / MINUTE)}m`
  return seconds < DAY ? `${Math.round(seconds / HOUR)}h` : `${Math.round(seconds / DAY)}d`
}
