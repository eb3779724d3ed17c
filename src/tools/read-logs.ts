import { z } from 'zod'
import type { Whereabouts } from '../domain/place.ts'
import type { Run } from '../domain/run.ts'
import type { Explanation } from '../domain/run-events.ts'
import { findRun } from '../queries/find-runs.ts'
import type { ReaderScope } from '../queries/scope.ts'
import { readServiceLog } from '../queries/service-log.ts'
import type { Evidence } from './evidence.ts'
import { defineTool, name, type ToolOutcome } from './tool.ts'

const RIGHT = 'logs.show'
/** More is not read by a model with care. */
const MOST_LINES = 200

export const readLogs = defineTool({
  name: 'read_logs',
  description:
    'The last lines of a log: of the step of a task that failed (task), or of the instance that serves (service and environment). Each line has an id.',
  effect: 'read',
  permission: RIGHT,
  input: z.union([
    z.strictObject({ task: name.describe('As TASK-7') }),
    z.strictObject({ service: name, environment: name }),
  ]),
  async run(where, scope) {
    return 'task' in where ? ofTask(where.task, scope) : ofInstance(where, scope)
  },
})

async function ofTask(task: string, scope: ReaderScope): Promise<ToolOutcome> {
  const run = await findRun(scope, task, RIGHT)
  if (!run) return { kind: 'nothing', sentence: 'That task does not exist, or this person may not see it.' }
  const lines = failureLines(run, scope)
  return lines.length === 0
    ? { kind: 'nothing', sentence: `No log of ${run.task} is kept: only that of a step that failed is.` }
    : foundLines(lines, run.failure?.explanation)
}

async function ofInstance({ service, environment }: Required<Whereabouts>, scope: ReaderScope): Promise<ToolOutcome> {
  const access = await scope.decide(RIGHT, { service, environment })
  if (access.kind === 'refused') return { kind: 'refused', sentence: access.sentence }
  const { logs } = scope.delivery.abilities(service, environment)
  if (logs.kind === 'lacking') return { kind: 'nothing', sentence: 'What runs there keeps no log that I can read.' }
  const query = { count: MOST_LINES, words: [] }
  const { lines } = await readServiceLog(logs.part, { service, environment }, query, scope.redact)
  return lines.length === 0
    ? { kind: 'nothing', sentence: 'Nothing runs there that writes a log.' }
    : foundLines(
        numbered(
          lines.map(({ text }) => text),
          `${service}/${environment}`,
        ),
      )
}

/** @param explanation What agents have made of it: a model that is asked why need not find it out once more. */
function foundLines(lines: readonly Evidence[], explanation?: Explanation): ToolOutcome {
  const told = explanation && { likelyCause: explanation.cause, next: explanation.next }
  return {
    kind: 'found',
    facts: { ...told, lines: lines.map(({ id, says }) => ({ id, text: says })) },
    evidence: lines,
  }
}

/** The lines that are kept of the step that failed; none when nothing did. */
export function failureLines({ task, failure }: Run, scope: Pick<ReaderScope, 'redact'>): readonly Evidence[] {
  return failure?.logTail === undefined ? [] : linesOf(failure.logTail, task, scope)
}

/** A key may go over several lines, so secrets are taken out before the lines are taken apart. */
function linesOf(tail: string, id: string, { redact }: Pick<ReaderScope, 'redact'>): readonly Evidence[] {
  return numbered(redact(tail).split('\n'), id)
}

function numbered(lines: readonly string[], id: string): readonly Evidence[] {
  return lines.map((says, index) => ({ id: `${id}:${index + 1}`, says }))
}
