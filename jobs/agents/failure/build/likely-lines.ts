import type { LogLine } from './evidence.ts'

/** Every line that a pattern of `causes/` can match holds one of these; most lines of a log hold none. */
const HINT =
  /error|err!|not set|not defined|not given|unset|undefined|required|fail|fatal|denied|refused|not found|cannot|can't|couldn?'?t? not|couldn't|unable|unauthorized|access|no such|overwritten|separator|undefined reference|reject|no tests?|no module|━|ld: |no matching|unhandled|not our|did not|space|nospc|disk|quota|in use|allocated|taken|kill|memory|alloc|exit|status|certificate|x509|too ?many|limit|missing|invalid|lockfile|conflict|needs merge|dubious|notsup|incompatible|integrity|not recognized|not permitted|read-only|not a |already|panic|time-?d? ?out|unavailable|gateway|hung up|hang up|eof|unreachable|not known|resol|reset|exceeded|deadline|smudge|filter-process|module|package|problem|assert|expect|received|coverage|want|style issues|lock'|not ok|\.go:\d|lint\/|format\/|assist|parse|[✖×✕✗✘●]|\d\) |_{3}|\bE[A-Z]{4}|err_|\be\d{3}\b|eaddrinuse|misbehaving|self[- _]signed|git process|version found|is not in |:\d{1,6} (?:lint|format)|forbidden|\bcode\b|\bedquot|\beperm|\berofs|cert_|dial tcp|connect|again|network|docker|scope|permission|bad object|data|repository|overloaded|CONFLICT|\be: |engine/i

/** What is printed about things that went well, was tried again, or is only a piece of the source. */
const NOISE =
  /^\s{0,12}(?:✓|✔|√|ok \d|PASS(?:ED)?\b|--- PASS|ℹ)|^(?:npm (?:warn|WARN)|warning |\(node:\d)(?!.{0,10}TAR_ENTRY_ERROR)|^\s{0,8}>?\s{0,4}\d{1,6} {0,4}(?:[|│]| {2,}\S)/

/** Whether a line is of no account, whatever it holds. */
export function isNoise(text: string): boolean {
  return NOISE.test(text)
}

/** From each end of the log; a bound on what is done with a log in which every line looks bad. */
const MOST_FROM_EACH_END = 1_000

/** The lines that may show a cause. */
export function likelyLines(lines: readonly LogLine[]): readonly LogLine[] {
  const likely = lines.filter(({ text }) => HINT.test(text) && !isNoise(text))
  if (likely.length <= 2 * MOST_FROM_EACH_END) return likely
  return [...likely.slice(0, MOST_FROM_EACH_END), ...likely.slice(-MOST_FROM_EACH_END)]
}
