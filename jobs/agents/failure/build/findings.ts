import { type CausePattern, RANKS } from './cause.ts'
import { allCauses } from './causes/all.ts'
import { numberedFailure, SOME_FAILING } from './causes/tests.ts'
import type { LogLine } from './evidence.ts'

/** One line of a log that shows a cause. */
export interface Finding {
  readonly line: LogLine
  readonly pattern: CausePattern
  readonly sentence: string
}

const byRank = RANKS.flatMap((rank) => allCauses.filter((pattern) => pattern.rank === rank))

/** What the lines show, at most one thing a line, in their order. */
export function findings(lines: readonly LogLine[]): readonly Finding[] {
  const patterns = lines.some(({ text }) => SOME_FAILING.test(text)) ? [...byRank, numberedFailure] : byRank
  return lines.flatMap((line) => {
    const finding = findingIn(line, patterns)
    return finding === undefined ? [] : [finding]
  })
}

/** A test that compares texts quotes them, whatever they say. */
const COMPARISON =
  /\bAssert(?:ion)?Error\b|\bexpected\b.{1,200}\b(?:to|but)\b|^\s{0,12}[-+]?\s{0,4}(?:Expected|Received)\b/

function findingIn(line: LogLine, patterns: readonly CausePattern[]): Finding | undefined {
  const compares = COMPARISON.test(line.text)
  for (const pattern of patterns) {
    if (compares && pattern.kind !== 'test') continue
    const match = pattern.line.exec(line.text)
    if (match === null || pattern.unless?.test(line.text)) continue
    const groups = match.slice(1).map((group: string | undefined) => group ?? '')
    return { line, pattern, sentence: pattern.cause(...groups) }
  }
  return undefined
}
