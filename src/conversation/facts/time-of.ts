import { clockTime } from '../../cards/words.ts'
import { moment } from '../../tools/evidence.ts'

/** `09:12 UTC`, with its day where that is not today. */
export function timeOf(at: string, now: Date): string {
  return at.slice(0, 10) === now.toISOString().slice(0, 10) ? clockTime(at) : moment(at)
}
