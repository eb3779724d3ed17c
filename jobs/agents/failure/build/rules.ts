import { quoted } from './cause.ts'
import type { BuildEvidence, Diagnosis, LogLine } from './evidence.ts'
import { findings } from './findings.ts'
import { firstCause } from './first-cause.ts'
import { likelyLines } from './likely-lines.ts'
import { logLines } from './log-lines.ts'
import { lastBadLines, looksBad, shownLines } from './shown-lines.ts'

/** Says why a build failed, from what it printed. */
export function diagnose({ release, log }: BuildEvidence): Diagnosis {
  const lines = logLines(log)
  const found = findings(likelyLines(lines))
  const cause = firstCause(found, lines)
  if (cause === undefined) return notKnown(lines)
  const { kind, nextStep, isOfRelease } = cause.pattern
  const sentence = isOfRelease ? `${release} ${cause.sentence}` : cause.sentence
  return { kind, cause: sentence, nextStep, lines: shownLines(cause, found, lines) }
}

/** Nothing that is known; the line that looks most like an error speaks for itself. */
function notKnown(lines: readonly LogLine[]): Diagnosis {
  const shown = lastBadLines(lines)
  const telling = shown.find(({ text }) => looksBad(text) && !EXIT_ONLY.test(text))
  return {
    kind: 'unknown',
    cause: telling ? `The log says ${quoted(telling.text)}.` : NO_ERROR_NAMED,
    nextStep: 'See what the last lines of the log say.',
    lines: shown,
  }
}

/** The cause of which nothing can be said: not even a line of the log looks like one. */
export const NO_ERROR_NAMED = 'The log names no error.'

/** That it ended is known; why is what people look for. */
const EXIT_ONLY = /\bexit(?:ed)? (?:with )?(?:code|status)\b/i
