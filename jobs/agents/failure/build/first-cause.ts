import { allCauses } from './causes/all.ts'
import type { LogLine } from './evidence.ts'
import type { Finding } from './findings.ts'

/** Where the tests start: what they print while they pass is not a failure of the build. */
const TESTS_BEGIN =
  /^\s{0,4}RUN {1,4}v\d|^[>$] .{0,80}\b(?:vitest|jest|mocha|ava|pytest|go test|node .{0,40}--test|cargo test)\b|^=+ test session starts|^=== RUN|^\s{0,12}(?:✓|✔|√|ok \d|PASS\b|--- PASS)|^TAP version|^running \d{1,6} tests?$/

/** How far below the name of a failed test its error stands. */
const ERROR_WITHIN = 60

/** The first cause that is not the consequence of another: what failed with it, before it in rank, comes first. */
export function firstCause(found: readonly Finding[], lines: readonly LogLine[]): Finding | undefined {
  const ofRank = (rank: Finding['pattern']['rank']): readonly Finding[] =>
    found.filter(({ pattern }) => pattern.rank === rank)
  const surroundings = amongTests(ofRank('surroundings'), found, lines)
  const first = ofRank('fatal')[0] ?? surroundings[0] ?? ofRank('own')[0] ?? ofRank('general')[0]
  return first && sharpest(first, [...surroundings, ...ofRank('own')])
}

/** How far apart two lines about the same thing stand. */
const SAME_THING_WITHIN = 8

/** Tools name a thing first and say which one it is some lines below. */
function sharpest(first: Finding, found: readonly Finding[]): Finding {
  const order = ({ pattern }: Finding): number => allCauses.indexOf(pattern)
  return found
    .filter(({ line, pattern }) => {
      const below = line.number - first.line.number
      return pattern.kind === first.pattern.kind && below > 0 && below <= SAME_THING_WITHIN
    })
    .reduce((best, one) => (order(one) < order(best) ? one : best), first)
}

/**
 * Tests print errors that they cause on purpose. Where tests failed, trouble with the surroundings counts only when it
 * came before they started, or is below the name of a failed one.
 */
function amongTests(
  trouble: readonly Finding[],
  found: readonly Finding[],
  lines: readonly LogLine[],
): readonly Finding[] {
  const failed = found.filter(({ pattern }) => pattern.kind === 'test' && pattern.rank === 'own')
  const [first] = failed
  if (first === undefined || trouble.length === 0) return trouble
  const begin = Math.min(
    first.line.number,
    lines.find(({ text }) => TESTS_BEGIN.test(text))?.number ?? first.line.number,
  )
  return trouble.filter(({ line }) => {
    if (line.number < begin) return true
    const above = failed.findLast((one) => one.line.number < line.number)
    return above !== undefined && line.number - above.line.number <= ERROR_WITHIN
  })
}
