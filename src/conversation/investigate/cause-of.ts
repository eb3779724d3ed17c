import type { Block } from '../../domain/card.ts'
import type { Run } from '../../domain/run.ts'
import type { Explanation } from '../../domain/run-events.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Evidence } from '../../tools/evidence.ts'
import { failureLines } from '../../tools/read-logs.ts'
import { code, text } from './fact-sheet.ts'

/** Why a run failed, from its log; only for those who may read it. */
export interface Cause {
  /** The cause as a sentence; left out where nobody has found one. */
  readonly sentence?: string
  readonly blocks: readonly Block[]
  /** Those of its lines that are shown, with their ids. */
  readonly lines: readonly Evidence[]
  readonly explanation?: Explanation
}

export const NO_CAUSE: Cause = { blocks: [], lines: [] }

/** Without an explanation, the end of a log most often shows what went wrong. */
const END_LINES = 4

/** The cause that an agent found, with the lines that show it; otherwise the end of the log. */
export function causeOf(run: Run, scope: Pick<ReaderScope, 'redact'>, texts: Texts): Cause {
  const log = failureLines(run, scope)
  const explanation = run.failure?.explanation
  if (!explanation) {
    const lines = log.slice(-END_LINES)
    const end = code(lines.map(({ says }) => says))
    return lines.length === 0 ? NO_CAUSE : { blocks: [text(texts.investigations.failure.endOfLog), end], lines }
  }
  const shown = explanation.lines.length > 0 ? [code(explanation.lines)] : []
  return {
    sentence:
      explanation.cause === run.failure?.reason ? explanation.cause : texts.runs.failure.likelyCause(explanation),
    blocks: shown,
    lines: log.filter(({ says }) => explanation.lines.includes(says)),
    explanation,
  }
}
