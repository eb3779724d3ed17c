import type { Block, Field } from '../domain/card.ts'
import type { TaskId } from '../domain/ids.ts'
import type { Run } from '../domain/run.ts'
import type { Explanation } from '../domain/run-events.ts'
import type { Texts } from '../texts/texts.ts'

/** Beside the lines that show the cause, a few lines of the log's end are enough to check it. */
const END_LINES = 10
/** Lines of the log shown when no cause was found. */
const SHOWN_LINES = 40

/**
 * Why a run failed and what to do, most important first: the cause with its lines, the reason, the likely owner, the next
 * steps.
 *
 * @param serving What is running now, as a sentence.
 * @param isOver What failed has gone live since, so nothing is left to do.
 */
export function failureBlocks({ task, failure }: Run, serving: string, texts: Texts, isOver = false): readonly Block[] {
  if (!failure) return [text(texts.runs.failure.noReason), text(serving)]
  const { reason, logTail, nextStep, explanation } = failure
  if (!explanation)
    return [text(reason), ...logEnd(task, logTail, SHOWN_LINES), text(isOver ? serving : `${serving} ${nextStep}`)]
  return [
    ...causeBlocks(explanation, reason, texts),
    ...ownerBlocks(explanation, texts),
    text(isOver ? serving : `${serving} ${texts.runs.failure.whatNext}\n${steps([...explanation.next, nextStep])}`),
    ...endOfLog(task, logTail, explanation, texts),
  ]
}

/** A cause found in the log comes before the reason seen from outside. */
function causeBlocks({ cause, lines }: Explanation, reason: string, { runs: { failure } }: Texts): readonly Block[] {
  const shows = code(lines.join('\n'))
  return cause === reason ? [text(reason), ...shows] : [text(failure.likelyCause({ cause })), ...shows, text(reason)]
}

const text = (words: string): Block => ({ kind: 'text', text: words })

function lastLines(log: string | undefined, count: number): readonly string[] {
  return log?.split('\n').slice(-count) ?? []
}

function code(lines: string): readonly Block[] {
  return lines === '' ? [] : [{ kind: 'code', text: lines }]
}

function ownerBlocks({ owner }: Explanation, { runs }: Texts): readonly Block[] {
  const fields: readonly Field[] = owner === undefined ? [] : [{ label: runs.failure.likelyOwner, value: owner }]
  return fields.length === 0 ? [] : [{ kind: 'fields', fields }]
}

/** How to see the whole of what is kept; nothing where there is no more. */
export function logHint({ task, failure }: Pick<Run, 'task' | 'failure'>, { runs }: Texts): readonly string[] {
  return failure?.logTail === undefined ? [] : [runs.failure.logHint({ task })]
}

/** A bullet for each step, without repeats. */
export function steps(all: readonly string[]): string {
  return [...new Set(all)].map((step) => `• ${step}`).join('\n')
}

/** The last lines; where more is kept, all of it as a file. */
function logEnd(task: TaskId, log: string | undefined, count: number): readonly Block[] {
  const preview = lastLines(log, count).join('\n')
  if (log === undefined || preview === log || preview === '') return code(preview)
  return [{ kind: 'file', name: `${task}.log`, text: log, preview }]
}

function endOfLog(
  task: TaskId,
  logTail: string | undefined,
  { lines }: Explanation,
  { runs }: Texts,
): readonly Block[] {
  const end = lastLines(logTail, END_LINES)
  if (end.every((line) => lines.includes(line))) return []
  return [text(runs.failure.endOfLog), ...logEnd(task, logTail, END_LINES)]
}
