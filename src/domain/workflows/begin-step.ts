import type { Run } from '../run.ts'
import type { RunEvent } from '../run-events.ts'
import type { WorkflowStep } from '../workflow.ts'
import { itemOf } from './as-workflow.ts'
import { MOST_ITEMS, type StepDefinition, type WaitInputs } from './definition.ts'
import { durationMs } from './duration.ts'
import { fill, type Values } from './references.ts'
import { valuesOf } from './values.ts'

/** What happens when the turn of a step has come: it is handed to a worker, or waited for. */
export function beginStep(run: Run, { id, worker, own }: WorkflowStep, now: Date): RunEvent {
  const { task } = run
  const values = valuesOf(run, id)
  if (own?.forEach !== undefined && itemOf(id) === undefined) return expand(run, own, own.forEach, values)
  if (worker !== undefined) return { type: 'run.step.requested', task, step: id, worker }
  const of = { task, step: id }
  switch (own?.uses) {
    case 'approval': {
      const { role, orRoles, count, expires } = own.with
      const awaited = { kind: 'approval', role, ...(orRoles && { orRoles }), count } as const
      return { type: 'run.step.waiting', ...of, awaited, until: later(now, durationMs(expires) ?? 0) }
    }
    case 'wait':
      return wait(of, own, own.with, values, now)
    default:
      throw new Error(`nobody works on the step ${id}`)
  }
}

type OfStep = { readonly task: Run['task']; readonly step: string }

function wait(
  of: OfStep,
  own: StepDefinition,
  { for: span, until, event, where }: WaitInputs,
  values: Values,
  now: Date,
) {
  if (event !== undefined) {
    const filled = Object.entries(where ?? {}).map(([name, text]) => [name, fill(text, values)])
    const awaited = { kind: 'event', event, where: Object.fromEntries(filled) } as const
    const most = own.timeoutMs === undefined ? {} : { until: later(now, own.timeoutMs) }
    return { type: 'run.step.waiting', ...of, awaited, ...most } as const
  }
  const moment = span === undefined ? momentOf(fill(until ?? '', values)) : spanFrom(now, fill(span, values))
  if (moment !== undefined) return { type: 'run.step.paused', ...of, until: moment } as const
  const said = fill(span ?? until ?? '', values)
  return {
    type: 'run.step.failed',
    ...of,
    reason: `“${said.slice(0, 60)}” is neither a duration such as 30m nor a moment such as 2026-03-02T18:00:00Z.`,
    nextStep: 'Ask again with a value that is one.',
  } as const
}

function expand({ task }: Run, { id }: StepDefinition, list: readonly string[] | string, values: Values): RunEvent {
  const items = typeof list === 'string' ? listIn(fill(list, values)) : list.map((text) => fill(text, values))
  if (items.length <= MOST_ITEMS) return { type: 'run.step.expanded', task, step: id, items }
  return {
    type: 'run.step.failed',
    task,
    step: id,
    reason: `Its list has ${items.length} entries; at most ${MOST_ITEMS} are allowed.`,
    nextStep: 'Give it a shorter list.',
  }
}

/** A JSON list, or words with commas between. */
export function listIn(text: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(text)
    if (Array.isArray(parsed)) return parsed.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
  } catch {
    // No JSON: words then.
  }
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function spanFrom(now: Date, text: string): string | undefined {
  const ms = durationMs(text)
  return ms === undefined ? undefined : later(now, ms)
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

function momentOf(text: string): string | undefined {
  const at = ISO.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

export const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString()
