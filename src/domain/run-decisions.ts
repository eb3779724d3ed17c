import { evolveRun } from './evolve-run.ts'
import type { TaskId, UserId } from './ids.ts'
import { listedAs, type RunPlan } from './plan.ts'
import type { ListedAs } from './plans/plan-kind.ts'
import { failureOf, hasEnded, hasSwitched, isBegun, type Run, type RunState } from './run.ts'
import type { Failure, FoundServing, Pause, RunEvent, RunRequest, RunRequested } from './run-events.ts'
import type { Workflow, WorkflowStep } from './workflow.ts'
import { stepNamed } from './workflows/as-workflow.ts'
import { later } from './workflows/begin-step.ts'
import type { RetryPolicy } from './workflows/definition.ts'
import { stopIdle } from './workflows/stop-idle.ts'
import { endOf, whatFollows } from './workflows/what-follows.ts'

/** The first event of a run. */
export function requestRun(request: RunRequest): RunRequested {
  const { kind } = request.plan
  return { type: kind === 'rollback' ? 'cicd.rollback.triggered' : `cicd.${kind}.requested`, ...request }
}

function requestStep({ task }: Run, { id, worker }: WorkflowStep): RunEvent {
  if (worker === undefined) return { type: 'run.step.completed', task, step: id }
  return { type: 'run.step.requested', task, step: id, worker }
}

/** What follows from the time: steps whose pause is over are asked for again, and what has waited long enough ends. */
export function resumeSteps(run: Run, workflow: Workflow, now: Date): readonly RunEvent[] {
  if (hasEnded(run)) return []
  const isDue = (id: string): boolean => (resumptionOf(run, id) ?? Number.POSITIVE_INFINITY) <= now.getTime()
  const steps = Object.keys(run.steps).flatMap((id) => (isDue(id) ? (stepNamed(workflow, id) ?? []) : []))
  const events = [...steps.map((step) => requestStep(run, step)), ...overdueSteps(run, now)]
  // What is only asked for again changes nothing for the other steps.
  const isAskedOnly = events.every(({ type }) => type === 'run.step.requested')
  return isAskedOnly ? events : withWhatFollows(run, workflow, now, events)
}

/** Events, and everything that follows from them. */
function withWhatFollows(
  run: Run,
  workflow: Workflow,
  now: Date,
  events: readonly RunEvent[],
  found?: FoundServing,
): readonly RunEvent[] {
  if (events.length === 0) return []
  const at = now.toISOString()
  const after = events.reduce((before: Run, body) => evolveRun(before, { body, at }) ?? before, run)
  return [...events, ...whatFollows(after, workflow, now, found)]
}

/** When the first of its paused steps resumes; undefined when none is paused. */
export function nextResumption(run: Run): number | undefined {
  const deadlines = Object.values(run.progress?.deadlines ?? {}).map((until) => Date.parse(until))
  const due = [...Object.keys(run.steps).flatMap((step) => resumptionOf(run, step) ?? []), ...deadlines]
  return due.length === 0 ? undefined : Math.min(...due)
}

/** A step that waits has waited as long as it may: for a task it waits until that has ended, since it is cancelled. */
function overdueSteps({ task, progress }: Run, now: Date): readonly RunEvent[] {
  const due = Object.entries(progress?.deadlines ?? {}).filter(([, until]) => Date.parse(until) <= now.getTime())
  return due.map(([step]): RunEvent => {
    const awaited = progress?.awaited[step]
    if (awaited?.kind === 'task') return { type: 'run.step.overdue', task, step }
    const reason =
      awaited?.kind === 'approval'
        ? `Nobody has approved it in time: it needs ${awaited.count} of ${[awaited.role, ...(awaited.orRoles ?? [])].join(' or ')}.`
        : 'What it waits for has not happened in time.'
    return { type: 'run.step.failed', task, step, reason, nextStep: `Say “retry ${task}” to ask again.` }
  })
}

/** At once when the task is cancelled, since what was started must be rolled back, when its canary was promoted, and when it was woken. */
function resumptionOf(
  { steps, pausedUntil, cancelRequested, promoted, woken, ci, takingBack }: Run,
  step: string,
): number | undefined {
  const until = pausedUntil?.[step]
  if (steps[step] !== 'paused' || until === undefined) return undefined
  const isStopping = takingBack?.[step] !== undefined || ci?.[step]?.stoppingSince !== undefined
  const isToStop = cancelRequested !== undefined && !isStopping
  return isToStop || promoted?.step === step || woken?.[step] ? 0 : Date.parse(until)
}

/** The steps that a report under these names wakes. One that is asked for already looks anyway. */
export function wokenBy(run: Run, names: readonly string[]): readonly RunEvent[] {
  if (hasEnded(run)) return []
  return Object.entries(run.awaits ?? {}).flatMap(([step, awaited]): readonly RunEvent[] => {
    const isLooking = run.steps[step] === 'paused' || run.steps[step] === 'running'
    const isNews = isLooking && !run.woken?.[step] && awaited.some((name) => names.includes(name))
    return isNews ? [{ type: 'run.step.woken', task: run.task, step }] : []
  })
}

/** Puts a step off whose turn it is, without counting a start; undefined when it is over already. */
export function deferStep(run: Run, step: string): RunEvent | undefined {
  return startStep(run, step) && { type: 'run.step.deferred', task: run.task, step }
}

/** A worker takes a step up, for the first time or again after another worker died; undefined when it is over already. */
export function startStep(run: Run, step: string): RunEvent | undefined {
  const state = run.steps[step]
  if (hasEnded(run) || (state !== 'requested' && state !== 'running')) return undefined
  return { type: 'run.step.started', task: run.task, step, attempt: (run.attempts[step] ?? 0) + 1 }
}

/**
 * Nobody can tell how much of a step was done. `lost`: only a person may start it again. `unanswered`: asked again, it must
 * be known as the same request.
 */
export type Unclear = 'lost' | 'unanswered'

export type StepOutcome =
  | { readonly kind: 'done'; readonly detail?: string; readonly outputs?: Readonly<Record<string, string>> }
  | ({ readonly kind: 'paused' } & Pause)
  /** Another task does it. */
  | { readonly kind: 'handed-on'; readonly to: TaskId; readonly plan: RunPlan }
  | ({ readonly kind: 'failed'; readonly found?: FoundServing; readonly unclear?: Unclear } & Failure)
  | { readonly kind: 'cancelled'; readonly found?: FoundServing }

/** What follows from what became of a step: a pause, another attempt, the next steps, or the end of the run. */
export function advance(
  run: Run,
  workflow: Workflow,
  step: string,
  outcome: StepOutcome,
  now: Date,
): readonly RunEvent[] {
  const { task } = run
  const follows = (event: RunEvent, found?: FoundServing): readonly RunEvent[] =>
    withWhatFollows(run, workflow, now, [event], found)
  switch (outcome.kind) {
    case 'done': {
      const { detail, outputs } = outcome
      const said = { ...(detail !== undefined && { detail }), ...(outputs && { outputs }) }
      return follows({ type: 'run.step.completed', task, step, ...said })
    }
    case 'paused': {
      const { kind: _, ...pause } = outcome
      return [{ type: 'run.step.paused', task, step, ...pause }]
    }
    case 'handed-on': {
      const timeoutMs = stepNamed(workflow, step)?.own?.timeoutMs
      const most = timeoutMs === undefined ? {} : { until: later(now, timeoutMs) }
      return [{ type: 'run.step.waiting', task, step, awaited: { kind: 'task', task: outcome.to }, ...most }]
    }
    case 'failed': {
      // Users have the new release: what went wrong after that does not undo it.
      if (hasSwitched(run)) return advance(run, workflow, step, { kind: 'done', detail: outcome.reason }, now)
      const retry = retryAt(run, stepNamed(workflow, step)?.own?.retry, step, now)
      if (retry !== undefined && !outcome.objected && outcome.unclear !== 'lost') {
        const same = outcome.unclear === 'unanswered' ? { unanswered: true as const } : {}
        return [{ type: 'run.step.retried', task, step, reason: outcome.reason, until: retry, ...same }]
      }
      return follows({ type: 'run.step.failed', task, step, ...failureOf(outcome) }, outcome.found)
    }
    case 'cancelled':
      return follows({ type: 'run.step.cancelled', task, step }, outcome.found)
  }
}

/** The same for several steps at once, of which each takes what became of those before it into account. */
export function advanceAll(
  run: Run,
  workflow: Workflow,
  steps: readonly string[],
  outcome: StepOutcome,
  now: Date,
): readonly RunEvent[] {
  const at = now.toISOString()
  let present = run
  return steps.flatMap((step) => {
    if (hasEnded(present) || present.steps[step] !== run.steps[step]) return []
    const events = advance(present, workflow, step, outcome, now)
    present = events.reduce((before: Run, body) => evolveRun(before, { body, at }) ?? before, present)
    return events
  })
}

/** When a step that has failed is tried again: ISO 8601 in UTC; undefined when it is not. */
function retryAt(run: Run, policy: RetryPolicy | undefined, step: string, now: Date): string | undefined {
  const retries = run.progress?.retries[step] ?? 0
  if (!policy || run.cancelRequested || retries + 1 >= policy.attempts) return undefined
  return later(now, Math.min(policy.maxDelayMs, policy.backoffMs * 2 ** retries))
}

/** What cancelling a run leads to. */
export type Cancellation =
  | { readonly kind: 'cancel'; readonly events: readonly RunEvent[] }
  | { readonly kind: 'over'; readonly state: RunState }
  | { readonly kind: 'under-way' }
  | { readonly kind: 'too-late'; readonly of: ListedAs }

/** A run that nobody works on ends at once; one in progress ends when its worker has rolled back. */
export function decideCancel(
  run: Run,
  workflow: Workflow,
  by: UserId,
  reason: string | undefined,
  now: Date,
): Cancellation {
  if (hasEnded(run)) return { kind: 'over', state: run.state }
  if (hasSwitched(run)) return { kind: 'too-late', of: listedAs(run) }
  if (run.cancelRequested) return { kind: 'under-way' }
  const requested: RunEvent = { type: 'run.cancel.requested', task: run.task, by, ...(reason && { reason }) }
  if (run.progress) {
    return { kind: 'cancel', events: withWhatFollows(run, workflow, now, [requested, ...stopIdle(run, workflow)]) }
  }
  const inWork = Object.keys(run.steps).some((step) => isBegun(run, step))
  return { kind: 'cancel', events: inWork ? [requested] : [requested, endOf({ ...run, cancelRequested: { by } })] }
}

/** What a person's word to promote a canary leads to. */
export type Promotion =
  | { readonly kind: 'promote'; readonly step: string }
  | { readonly kind: 'over'; readonly state: 'succeeded' | 'failed' | 'cancelled' }
  | { readonly kind: 'cancelling' }
  /** It gets all requests already, or is about to. */
  | { readonly kind: 'promoted' }
  | { readonly kind: 'condemned'; readonly reasons: readonly string[] }
  /** It has no share of the requests yet. */
  | { readonly kind: 'not-on-trial' }

/** Whether a canary can be promoted by hand: only while it is on trial, once, and never against its verdict. */
export function decidePromotion(run: Run): Promotion {
  const { state, canary: look, promoted, phase } = run
  if (state === 'succeeded' || state === 'failed' || state === 'cancelled') return { kind: 'over', state }
  if (run.cancelRequested) return { kind: 'cancelling' }
  if (look?.word.kind === 'abort') return { kind: 'condemned', reasons: look.word.reasons }
  if (promoted || hasSwitched(run) || look?.word.kind === 'promote') return { kind: 'promoted' }
  const step = phase === 'canary' ? Object.keys(run.steps).find((id) => isBegun(run, id)) : undefined
  return step === undefined ? { kind: 'not-on-trial' } : { kind: 'promote', step }
}
