import type { Block, Field } from '../domain/card.ts'
import type { Explanation, Run } from '../domain/run.ts'

/** Beside the lines that show the cause, the end of the log is only there for whoever doubts it. */
const END_LINES = 10
/** What a card shows of a log in which nobody has found the cause. */
const SHOWN_LINES = 40

/**
 * Why a run failed and what to do, from the top of what a person needs: the cause with its lines, the reason, whose it
 * probably is, then the steps.
 *
 * @param serving What serves now, as a sentence.
 */
export function failureBlocks({ failure }: Run, serving: string): readonly Block[] {
  if (!failure) return [text('It failed without giving a reason.'), text(serving)]
  const { reason, logTail, nextStep, explanation } = failure
  if (!explanation)
    return [text(reason), ...code(lastLines(logTail, SHOWN_LINES).join('\n')), text(`${serving} ${nextStep}`)]
  return [
    ...causeBlocks(explanation, reason),
    ...ownerBlocks(explanation),
    text(`${serving} What to do next:\n${steps([...explanation.next, nextStep])}`),
    ...endOfLog(logTail, explanation),
  ]
}

/** What the log names comes before what was only seen from outside. */
function causeBlocks({ cause, lines }: Explanation, reason: string): readonly Block[] {
  const shows = code(lines.join('\n'))
  return cause === reason ? [text(reason), ...shows] : [text(`Likely cause: ${cause}`), ...shows, text(reason)]
}

const text = (words: string): Block => ({ kind: 'text', text: words })

function lastLines(log: string | undefined, count: number): readonly string[] {
  return log?.split('\n').slice(-count) ?? []
}

function code(lines: string): readonly Block[] {
  return lines === '' ? [] : [{ kind: 'code', text: lines }]
}

function ownerBlocks({ owner }: Explanation): readonly Block[] {
  const fields: readonly Field[] = owner === undefined ? [] : [{ label: 'Likely owner', value: owner }]
  return fields.length === 0 ? [] : [{ kind: 'fields', fields }]
}

/** What to do, the first thing first, each once. */
export function steps(all: readonly string[]): string {
  return [...new Set(all)].map((step) => `• ${step}`).join('\n')
}

function endOfLog(logTail: string | undefined, { lines }: Explanation): readonly Block[] {
  const end = lastLines(logTail, END_LINES)
  if (end.every((line) => lines.includes(line))) return []
  return [text('The end of the log:'), ...code(end.join('\n'))]
}
