import type { Evidence } from '../../tools/evidence.ts'

const MOST_LINES = 4
const TELLS =
  /error|fail|cannot|could not|refused|denied|not found|no such|missing|exception|fatal|panic|timed? ?out|exit(?:ed)? |killed|\b5\d\d\b|ENO|EADDR|ECONN/i

/** The lines of a log that show the cause: the first ones that speak of a fault, else the last ones. */
export function causeLines(lines: readonly Evidence[]): readonly Evidence[] {
  const telling = lines.filter(({ says }) => TELLS.test(says))
  return telling.length > 0 ? telling.slice(0, MOST_LINES) : lines.slice(-MOST_LINES)
}
