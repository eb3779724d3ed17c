import { isKnownType } from './audit-kind.ts'
import type { Projection, Stored } from './event.ts'
import type { ShipmateEvent } from './events.ts'
import type { TaskId } from './ids.ts'
import { isRunEnded, type RunEvent } from './run-events.ts'

/** When steps of a task are to be looked at: few words, so that thousands that wait cost little. */
export interface Timers {
  readonly task: TaskId
  /** By step: until when it pauses, or waits at most. ISO 8601 in UTC. */
  readonly until: Readonly<Record<string, { readonly at: string; readonly paused?: true }>>
  /** Its paused steps are due at once. */
  readonly cancelled?: true
  /** Its canary is promoted by hand: this step, when it pauses, is due at once. */
  readonly promoted?: string
  /** Steps of which somebody outside has reported: when they pause, they are due at once. */
  readonly woken?: readonly string[]
  /** When it came to be so. */
  readonly since: string
}

type TimerEvent = Extract<RunEvent, { readonly task: TaskId }>

const isOfTask = (body: ShipmateEvent): body is TimerEvent =>
  isKnownType(body.type) && (body.type.startsWith('run.') || body.type.startsWith('cicd.'))

export const timers: Projection<Timers, ShipmateEvent> = {
  name: 'timers',
  keys: ({ body }) => (isOfTask(body) && touches(body) ? [body.task] : []),
  apply: (before, { body, at }) => (isOfTask(body) ? evolveTimers(before, { body, at }) : before),
  labels: labelsOf,
}

/** Carried by what is due when it is noted. */
export const DUE = 'due'

/** Carried by what is due within an hour, in UTC. */
export const hourLabel = (at: Date): string => `hour:${at.toISOString().slice(0, 13)}`

function labelsOf(doc: Timers): readonly string[] {
  const due = dueAt(doc)
  if (due === Number.POSITIVE_INFINITY) return []
  return [due <= Date.parse(doc.since) ? DUE : hourLabel(new Date(due))]
}

/** The first moment at which something of it is due, in milliseconds; infinity for never. */
export function dueAt({ until, cancelled, promoted, woken }: Timers): number {
  const moments = Object.entries(until).map(([step, { at, paused }]) =>
    paused && (cancelled || promoted === step || woken?.includes(step)) ? 0 : Date.parse(at),
  )
  return Math.min(...moments)
}

function touches(body: TimerEvent): boolean {
  return 'step' in body || isRunEnded(body) || body.type === 'run.cancel.requested'
}

/** Undefined when nothing of the task waits for a moment. */
function evolveTimers(
  before: Timers | undefined,
  { body, at }: Pick<Stored<TimerEvent>, 'body' | 'at'>,
): Timers | undefined {
  const { task } = body
  const set = (step: string, until: string, paused?: true): Timers => ({
    ...before,
    task,
    until: { ...before?.until, [step]: { at: until, ...(paused && { paused }) } },
    since: at,
  })
  switch (body.type) {
    case 'run.step.paused':
      // What is asked to end already need not be asked at once.
      return set(body.step, body.until, body.stopping ? undefined : true)
    case 'run.step.retried':
      return set(body.step, body.until, true)
    case 'run.step.waiting':
      return body.until === undefined ? without(before, body.step, at) : set(body.step, body.until)
    case 'run.canary.promoted':
      return { ...(before ?? { task, until: {} }), promoted: body.step, since: at }
    case 'run.step.woken':
      return { ...(before ?? { task, until: {} }), woken: [...(before?.woken ?? []), body.step], since: at }
    case 'run.step.requested':
    case 'run.step.started':
    case 'run.step.completed':
    case 'run.step.failed':
    case 'run.step.cancelled':
    case 'run.step.skipped':
    case 'run.step.expanded':
    case 'run.step.overdue':
      return without(before, body.step, at)
    case 'run.cancel.requested':
      return { ...(before ?? { task, until: {} }), cancelled: true, since: at }
    default:
      return isRunEnded(body) ? undefined : before
  }
}

function without(before: Timers | undefined, step: string, at: string): Timers | undefined {
  if (!before?.until[step] && !before?.woken?.includes(step)) return before
  const { woken = [], ...rest } = before
  const left = Object.fromEntries(Object.entries(before.until).filter(([id]) => id !== step))
  const others = woken.filter((id) => id !== step)
  const isIdle =
    Object.keys(left).length === 0 && others.length === 0 && !before.cancelled && before.promoted === undefined
  return isIdle ? undefined : { ...rest, until: left, since: at, ...(others.length > 0 && { woken: others }) }
}
