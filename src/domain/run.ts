import type { DeployPhase } from '../ports/delivery.ts'
import type { Stored } from '../ports/event-store.ts'
import type { GroupId, TaskId, ThreadId, UserId } from './ids.ts'
import type { BuildPlan, DeployPlan } from './plan.ts'
import { readySteps, type StepState, type Workflow } from './workflow.ts'

export type RunPlan = BuildPlan | DeployPlan

export interface RunRequest {
  readonly task: TaskId
  readonly plan: RunPlan
  readonly by: UserId
  readonly groups: readonly GroupId[]
  readonly thread: ThreadId
  /** The hash of what was confirmed; absent when nothing had to be. */
  readonly approved?: string
}

/** Why a step or a run failed, and what to do about it. */
export interface Failure {
  readonly reason: string
  readonly nextStep: string
  readonly logTail?: string
}

type OfTask = { readonly task: TaskId }
type OfStep = OfTask & { readonly step: string }

/** What happened to one task: a build, a deployment or a rollback. Stream `run-<task>`. */
export type RunEvent =
  | ({ readonly type: 'cicd.build.requested' | 'cicd.deploy.requested' | 'cicd.rollback.triggered' } & RunRequest)
  | ({ readonly type: 'run.step.requested'; readonly agent: string } & OfStep)
  | ({ readonly type: 'run.step.started'; readonly attempt: number } & OfStep)
  | ({ readonly type: 'run.step.progressed'; readonly phase: DeployPhase } & OfStep)
  | ({ readonly type: 'run.step.completed'; readonly detail?: string } & OfStep)
  | ({ readonly type: 'run.step.failed' } & OfStep & Failure)
  | ({ readonly type: 'run.step.cancelled' } & OfStep)
  | ({ readonly type: 'run.cancel.requested'; readonly by: UserId; readonly reason?: string } & OfTask)
  | RunEnded

/** How a run ends. The plan is repeated so that whoever listens to these alone knows what is live. */
export type RunEnded = { readonly plan: RunPlan } & OfTask &
  (
    | { readonly type: 'cicd.build.completed' | 'cicd.deploy.completed' | 'cicd.rollback.completed' }
    | ({ readonly type: 'cicd.build.failed' | 'cicd.deploy.failed' | 'cicd.rollback.failed' } & Failure)
    | { readonly type: 'cicd.build.cancelled' | 'cicd.deploy.cancelled' | 'cicd.rollback.cancelled' }
  )

export type RunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export interface Run extends RunRequest {
  readonly state: RunState
  readonly steps: Readonly<Record<string, StepState>>
  readonly attempts: Readonly<Record<string, number>>
  /** The last phase the deployment reported. */
  readonly phase?: DeployPhase
  readonly cancelRequested?: { readonly by: UserId; readonly reason?: string }
  readonly failure?: Failure & { readonly step?: string }
  readonly requestedAt: string
  readonly startedAt?: string
  readonly endedAt?: string
}

export function runStream(task: TaskId): string {
  return `run-${task}`
}

export function evolveRun(run: Run | undefined, { body, at }: Pick<Stored<RunEvent>, 'body' | 'at'>): Run | undefined {
  switch (body.type) {
    case 'cicd.build.requested':
    case 'cicd.deploy.requested':
    case 'cicd.rollback.triggered': {
      const { type: _, ...request } = body
      return { ...request, state: 'queued', steps: {}, attempts: {}, requestedAt: at }
    }
    case 'run.step.requested':
      return run && withStep(run, body.step, 'requested')
    case 'run.step.started':
      return (
        run && {
          ...withStep(run, body.step, 'running'),
          state: 'running',
          startedAt: run.startedAt ?? at,
          attempts: { ...run.attempts, [body.step]: body.attempt },
        }
      )
    case 'run.step.progressed':
      return run && { ...run, phase: body.phase }
    case 'run.step.completed':
      return run && withStep(run, body.step, 'done')
    case 'run.step.failed':
      return run && { ...withStep(run, body.step, 'failed'), failure: { ...failureOf(body), step: body.step } }
    case 'run.step.cancelled':
      return run && withStep(run, body.step, 'cancelled')
    case 'run.cancel.requested':
      return run && { ...run, cancelRequested: { by: body.by, ...(body.reason && { reason: body.reason }) } }
    case 'cicd.build.completed':
    case 'cicd.deploy.completed':
    case 'cicd.rollback.completed':
      return run && { ...run, state: 'succeeded', endedAt: at }
    case 'cicd.build.failed':
    case 'cicd.deploy.failed':
    case 'cicd.rollback.failed':
      return run && { ...run, state: 'failed', endedAt: at, failure: run.failure ?? failureOf(body) }
    case 'cicd.build.cancelled':
    case 'cicd.deploy.cancelled':
    case 'cicd.rollback.cancelled':
      return run && { ...run, state: 'cancelled', endedAt: at }
  }
}

function withStep(run: Run, step: string, state: StepState): Run {
  return { ...run, steps: { ...run.steps, [step]: state } }
}

function failureOf({ reason, nextStep, logTail }: Failure): Failure {
  return { reason, nextStep, ...(logTail !== undefined && { logTail }) }
}

/** The first event of a run. */
export function requestRun(request: RunRequest): RunEvent {
  switch (request.plan.kind) {
    case 'build':
      return { type: 'cicd.build.requested', ...request }
    case 'deploy':
      return { type: 'cicd.deploy.requested', ...request }
    case 'rollback':
      return { type: 'cicd.rollback.triggered', ...request }
  }
}

export function hasEnded(run: Run): boolean {
  return run.state === 'succeeded' || run.state === 'failed' || run.state === 'cancelled'
}

/** Users of the service already get the new release: calling the task off would no longer undo anything. */
export function hasSwitched(run: Run): boolean {
  return run.phase === 'switched' || run.phase === 'draining'
}

/** Asks for the steps whose turn it is. */
export function requestReadySteps(run: Run, workflow: Workflow): readonly RunEvent[] {
  return readySteps(workflow, run.steps).map((step) => ({
    type: 'run.step.requested',
    task: run.task,
    step: step.id,
    agent: step.agent,
  }))
}

/** A worker takes a step up, for the first time or again after another worker died; undefined when it is over already. */
export function startStep(run: Run, step: string): RunEvent | undefined {
  const state = run.steps[step]
  if (hasEnded(run) || (state !== 'requested' && state !== 'running')) return undefined
  return { type: 'run.step.started', task: run.task, step, attempt: (run.attempts[step] ?? 0) + 1 }
}

export type StepOutcome =
  | { readonly kind: 'done'; readonly detail?: string }
  | ({ readonly kind: 'failed' } & Failure)
  | { readonly kind: 'cancelled' }

/** What follows from the end of a step: the next steps, or the end of the run. */
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
    case 'failed':
      return [
        { type: 'run.step.failed', task, step, ...failureOf(outcome) },
        { type: `cicd.${run.plan.kind}.failed`, task, plan: run.plan, ...failureOf(outcome) },
      ]
    case 'cancelled':
      return [{ type: 'run.step.cancelled', task, step }, cancelled(run)]
  }
}

function cancelled(run: Run): RunEvent {
  return { type: `cicd.${run.plan.kind}.cancelled`, task: run.task, plan: run.plan }
}

/** What calling a run off leads to. */
export type Cancellation =
  | { readonly kind: 'cancel'; readonly events: readonly RunEvent[] }
  | { readonly kind: 'over'; readonly state: RunState }
  | { readonly kind: 'too-late' }

/** A run nobody works on ends at once; one in work ends when its worker has put things back. */
export function decideCancel(run: Run, by: UserId, reason: string | undefined): Cancellation {
  if (hasEnded(run)) return { kind: 'over', state: run.state }
  if (hasSwitched(run)) return { kind: 'too-late' }
  const requested: RunEvent = { type: 'run.cancel.requested', task: run.task, by, ...(reason && { reason }) }
  const inWork = Object.values(run.steps).includes('running')
  return { kind: 'cancel', events: inWork ? [requested] : [requested, cancelled(run)] }
}
