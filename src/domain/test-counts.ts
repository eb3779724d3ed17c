/** How many tests a run of them has had, as its summary says. */
export interface TestCounts {
  readonly passed: number
  readonly failed: number
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal start with one.
const COLOURS = /\u001b\[[0-9;]*m/g

/** In characters. Longer lines are no summary: anybody's tests print them, and looking for counts in one takes its time. */
const LONGEST_LINE = 300

/** What a line of a summary says; the last such line counts, since workspaces print one for each package before it. */
const SUMMARIES: readonly ((line: string) => TestCounts | undefined)[] = [
  // Vitest and Jest: `Tests  2 failed | 10 passed (12)`, `Tests: 1 failed, 5 passed, 6 total`.
  (line) => (/^\s*Tests:?\s+\d/.test(line) ? named(line) : undefined),
  // pytest: `=== 2 failed, 10 passed in 0.12s ===`.
  (line) => (/^=+ .*\b(?:passed|failed|errors?)\b.* in [\d.]+s/.test(line) ? named(line) : undefined),
  // Maven and JUnit's own: `Tests run: 12, Failures: 2, Errors: 1, Skipped: 0`.
  (line) =>
    ofAll(/Tests run: (\d{1,9}), Failures: (\d{1,9}), Errors: (\d{1,9})(?:, Skipped: (\d{1,9}))?/.exec(line)?.slice(1)),
  // JUnit's XML: `<testsuites tests="12" failures="2" errors="0">`.
  (line) => (/^\s*<testsuites?\b/.test(line) ? ofAttributes(line) : undefined),
]

/**
 * Reads the summary of a test run: TAP, JUnit's XML, and what Vitest, Jest, Mocha, pytest and Maven print. Undefined where
 * nothing is known of how many there were; the exit code says whether they passed.
 */
export function testCountsIn(output: string): TestCounts | undefined {
  const lines = output
    .split(/\r?\n/)
    .map((line) => line.replace(COLOURS, ''))
    .filter((line) => line.length <= LONGEST_LINE)
  for (const line of lines.toReversed()) {
    const found = SUMMARIES.map((read) => read(line)).find((counts) => counts !== undefined)
    if (found) return found
  }
  return (
    ofPairs(lines, /^(?:#|ℹ) pass (\d{1,9})$/, /^(?:#|ℹ) fail (\d{1,9})$/) ??
    ofPairs(lines, /^\s+(\d{1,9}) passing\b/, /^\s+(\d{1,9}) failing\b/) ??
    ofTap(lines)
  )
}

function named(line: string): TestCounts {
  const count = (of: RegExp): number => Number(of.exec(line)?.[1] ?? 0)
  return { passed: count(/(\d{1,9}) passed/), failed: count(/(\d{1,9}) failed/) + count(/(\d{1,9}) errors?/) }
}

/** @param told All of them, failures, errors and those skipped. */
function ofAll(told: readonly (string | undefined)[] | undefined): TestCounts | undefined {
  if (!told) return undefined
  const [all = 0, failures = 0, errors = 0, skipped = 0] = told.map((text) => Number(text ?? 0))
  return { passed: Math.max(0, all - failures - errors - skipped), failed: failures + errors }
}

function ofAttributes(line: string): TestCounts | undefined {
  const value = (name: string): string => new RegExp(`\\s${name}="(\\d{1,9})"`).exec(line)?.[1] ?? '0'
  return line.includes(' tests="') ? ofAll(['tests', 'failures', 'errors', 'skipped'].map(value)) : undefined
}

/** `# pass 10` and `# fail 2` of `node --test`, `10 passing` and `2 failing` of Mocha: a line each, the second may be missing. */
function ofPairs(lines: readonly string[], passed: RegExp, failed: RegExp): TestCounts | undefined {
  const last = (of: RegExp): number | undefined => {
    const [, count] = of.exec(lines.findLast((line) => of.test(line)) ?? '') ?? []
    return count === undefined ? undefined : Number(count)
  }
  const [good, bad] = [last(passed), last(failed)]
  return good === undefined && bad === undefined ? undefined : { passed: good ?? 0, failed: bad ?? 0 }
}

/** The outermost `ok` and `not ok` of a TAP stream, which has a plan. */
function ofTap(lines: readonly string[]): TestCounts | undefined {
  if (!lines.some((line) => /^1\.\.\d+/.test(line))) return undefined
  const isTodo = (line: string): boolean => /#\s*(?:TODO|SKIP)\b/i.test(line)
  const told = lines.filter((line) => /^(?:not )?ok\b/.test(line) && !isTodo(line))
  const failed = told.filter((line) => line.startsWith('not')).length
  return { passed: told.length - failed, failed }
}
