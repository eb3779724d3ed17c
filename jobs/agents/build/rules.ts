import type { BuildEvidence, Diagnosis } from './evidence.ts'
import { findings } from './findings.ts'
import { firstCause } from './first-cause.ts'
import { likelyLines } from './likely-lines.ts'
import { logLines } from './log-lines.ts'
import { lastBadLines, shownLines } from './shown-lines.ts'

/** Says why a build failed, from what it printed. */
export function diagnose({ log }: BuildEvidence): Diagnosis {
  const lines = logLines(log)
  const found = findings(likelyLines(lines))
  const cause = firstCause(found, lines)
  if (cause === undefined) return { ...NOT_KNOWN, lines: lastBadLines(lines) }
  const { kind, nextStep } = cause.pattern
  return { kind, cause: cause.sentence, nextStep, lines: shownLines(cause, found, lines) }
}

const NOT_KNOWN = {
  kind: 'unknown',
  cause: 'I do not recognise why it failed.',
  nextStep: 'See the last lines of the log; the whole of it may say more.',
} as const
