import type { UserId } from './ids.ts'
import {
  type Failure,
  type FoundServing,
  failureOf,
  hasEnded,
  hasSwitched,
  isBegun,
  type Run,
  type RunEvent,
  type RunRequest,
  type RunRequested,
  type RunState,
  withStep,
} from './run.ts'
import { readySteps, type Workflow, type WorkflowStep } from './workflow.ts'

/** The first event of a run. */
export function requestRun(request: RunRequest): RunRequested {
  const { kind } = request.plan
  return { type: kind === 'rollback' ? 'cicd.rollback.triggered' : `cicd.${kind}.requested`, ...request }
}

/** Asks for the steps whose turn it is. */
export function requestReadySteps(run: Run, workflow: Workflow): readonly RunEvent[] {
  return readySteps(workflow, run.steps).map((step) => requestStep(run, step))
}

function requestStep({ task }: Run, { id, worker }: WorkflowStep): RunEvent {
  return { type: 'run.step.requested', task, step: id, worker }
}

/** Asks again for the steps whose pause is over. */
export function resumeSteps(run: Run, workflow: Workflow, now: Date): readonly RunEvent[] {
  if (hasEnded(run)) return []
  const isDue = ({ id }: WorkflowStep): boolean => (resumptionOf(run, id) ?? Number.POSITIVE_INFINITY) <= now.getTime()
  return workflow.steps.filter(isDue).map((step) => requestStep(run, step))
}

/** When the first of its paused steps resumes; undefined when none is paused. */
export function nextResumption(run: Run): number | undefined {
  const due = Object.keys(run.steps).flatMap((step) => resumptionOf(run, step) ?? [])
  return due.length === 0 ? undefined : Math.min(...due)
}

/** At once when the task is cancelled, since what was started must be rolled back, and when its canary was promoted. */
function resumptionOf({ steps, pausedUntil, cancelRequested, promoted }: Run, step: string): number | undefined {
  const until = pausedUntil?.[step]
  if (steps[step] !== 'paused' || until === undefined) return undefined
  return cancelRequested || promoted?.step === step ? 0 : Date.parse(until)
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

export type StepOutcome =
  | { readonly kind: 'done'; readonly detail?: string }
  /** It has nothing to do until then: ISO 8601 in UTC. */
  | { readonly kind: 'paused'; readonly until: string }
  | ({ readonly kind: 'failed'; readonly found?: FoundServing } & Failure)
  | { readonly kind: 'cancelled'; readonly found?: FoundServing }

/** What follows from what became of a step: a pause, the next steps, or the end of the run. */
export function advance(run: Run, workflow: Workflow, step: string, outcome: StepOutcome): readonly RunEvent[] {
  const { task } = run
  switch (outcome.kind) {
    case 'done': {
      const completed: RunEvent = {
        type: 'run.step.completed',
        task,
        step,
        ...(outcome.detail !== undefined && { detail: outcome.detail }),
      }
      const after = withStep(run, step, 'done')
      if (run.cancelRequested && !hasSwitched(run)) return [completed, cancelled(run)]
      const next = requestReadySteps(after, workflow)
      if (next.length > 0) return [completed, ...next]
      const allDone = workflow.steps.every(({ id }) => after.steps[id] === 'done')
      return allDone ? [completed, { type: `cicd.${run.plan.kind}.completed`, task, plan: run.plan }] : [completed]
    }
    case 'paused':
      return [{ type: 'run.step.paused', task, step, until: outcome.until }]
    case 'failed':
      // Users have the new release: what went wrong after that does not undo it.
      if (hasSwitched(run)) return advance(run, workflow, step, { kind: 'done', detail: outcome.reason })
      return [
        { type: 'run.step.failed', task, step, ...failureOf(outcome) },
        {
          type: `cicd.${run.plan.kind}.failed`,
          task,
          plan: run.plan,
          ...failureOf(outcome),
          ...(outcome.found && { found: outcome.found }),
        },
      ]
    case 'cancelled':
      return [{ type: 'run.step.cancelled', task, step }, cancelled(run, outcome.found)]
  }
}

function cancelled(run: Run, found?: FoundServing): RunEvent {
  return { type: `cicd.${run.plan.kind}.cancelled`, task: run.task, plan: run.plan, ...(found && { found }) }
}

/** What cancelling a run leads to. */
export type Cancellation =
  | { readonly kind: 'cancel'; readonly events: readonly RunEvent[] }
  | { readonly kind: 'over'; readonly state: RunState }
  | { readonly kind: 'too-late' }

/** A run that nobody works on ends at once; one in progress ends when its worker has rolled back. */
export function decideCancel(run: Run, by: UserId, reason: string | undefined): Cancellation {
  if (hasEnded(run)) return { kind: 'over', state: run.state }
  if (hasSwitched(run)) return { kind: 'too-late' }
  const requested: RunEvent = { type: 'run.cancel.requested', task: run.task, by, ...(reason && { reason }) }
  const inWork = Object.keys(run.steps).some((step) => isBegun(run, step))
  return { kind: 'cancel', events: inWork ? [requested] : [requested, cancelled(run)] }
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
