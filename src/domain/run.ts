import type { AgentDecisionEvent } from './agent-decision.ts'
import { type CiAskedOf, evolveCi } from './ci-asked.ts'
import type { Stored } from './event.ts'
import type { TaskId, UserId } from './ids.ts'
import { isReleasePlan, type ReleasePlan, targetOf } from './plan.ts'
import type { CanarySettings, DeployPhase } from './release.ts'
import {
  type CanaryLook,
  type Explanation,
  type Failure,
  type Found,
  type FoundServing,
  isRunCompleted,
  isRunEnded,
  isRunFailed,
  isRunRequested,
  type Pause,
  type ReleaseHealth,
  type RunEnded,
  type RunEvent,
  type RunRequest,
  type RunRequested,
} from './run-events.ts'
import type { StepKind, StepState, Workflow, Workflows } from './workflow.ts'
import { asWorkflow, isUndo } from './workflows/as-workflow.ts'
import { evolveProgress, NO_PROGRESS, type Progress } from './workflows/progress.ts'

export type RunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export interface Run extends RunRequest {
  readonly state: RunState
  readonly steps: Readonly<Record<string, StepState>>
  /** How often each step was started since it was asked for first, or paused last. */
  readonly attempts: Readonly<Record<string, number>>
  /** Until when each step paused that has not been started since. */
  readonly pausedUntil?: Readonly<Record<string, string>>
  /** Under which names somebody outside reports on what each step waits for. */
  readonly awaits?: Readonly<Record<string, readonly string[]>>
  /** When somebody outside last reported on it: ISO 8601 in UTC. */
  readonly heard?: Readonly<Record<string, string>>
  /** Steps that take back what they did, with its last log lines. */
  readonly takingBack?: Readonly<Record<string, { readonly logTail?: string }>>
  /** Steps that such a report came for and that have not been asked for since. */
  readonly woken?: Readonly<Record<string, true>>
  /** How far what it waits for was when it paused last, for people. */
  readonly seen?: string
  /** The runs of CI systems that its steps have asked for. */
  readonly ci?: CiAskedOf
  /** Which share of the requests its canary really has, in percent; left out where it is the one that was planned. */
  readonly share?: number
  /** How often each step was put off because of a fault before it. */
  readonly deferred?: Readonly<Record<string, number>>
  /** Open steps, with what each needs, that no worker offers at the moment. */
  readonly missingWorkers?: Readonly<Record<string, StepKind>>
  /** The last phase the deployment reported. */
  readonly phase?: DeployPhase
  /** Since when it is in that phase. */
  readonly phaseSince?: string
  /** The last look at its canary. */
  readonly canary?: CanaryLook & { readonly at: string }
  /** By whose word its canary gets all requests before its time is over. */
  readonly promoted?: { readonly step: string; readonly by: UserId; readonly at: string }
  readonly cancelRequested?: { readonly by: UserId; readonly reason?: string }
  readonly failure?: Failure & { readonly step?: string; readonly explanation?: Explanation }
  readonly found?: FoundServing
  /** Agents have looked at the failure. */
  readonly explained?: true
  /** An agent has looked at the release after a while, for the last time. */
  readonly watched?: true
  /** When it is looked at next, after a look that could not tell. */
  readonly lookAgainAt?: string
  readonly health?: ReleaseHealth
  /** Of a team's own workflow. */
  readonly progress?: Progress
  /** The steps that could not be undone, each with why. */
  readonly notUndone?: Readonly<Record<string, string>>
  readonly requestedAt: string
  readonly startedAt?: string
  readonly endedAt?: string
}

/** A canary as it is, which may have another share than it was planned with. */
export const withRealShare = (canary: CanarySettings, { share }: Pick<Run, 'share'>): CanarySettings =>
  share === undefined ? canary : { ...canary, percent: share }

export function runStream(task: TaskId): string {
  return `run-${task}`
}

/** A run of one release. */
export type ReleaseRun = Run & { readonly plan: ReleasePlan }
export const isReleaseRun = <Of extends Pick<Run, 'plan'>>(run: Of): run is Of & { readonly plan: ReleasePlan } =>
  isReleasePlan(run.plan)

/** The workflow that a task follows. @throws when there is none of that id: a damaged installation. */
export function workflowOf({ plan }: Pick<RunRequest, 'plan'>, workflows: Workflows): Workflow {
  if (plan.kind === 'workflow') return asWorkflow(plan.definition)
  const workflow = workflows[plan.kind]
  if (!workflow) throw new Error(`there is no workflow '${plan.kind}'`)
  return workflow
}

export function evolveRun(
  run: Run | undefined,
  { body, at }: Pick<Stored<RunEvent | AgentDecisionEvent>, 'body' | 'at'>,
): Run | undefined {
  if (isRunRequested(body)) {
    const { type: _, ...request } = body
    return { ...request, ...continued(request), state: 'queued', attempts: {}, requestedAt: at }
  }
  if (isRunEnded(body)) return run && ended(run, body, at)
  return run && withProgress(evolveSteps(run, body, at), body, at)
}

/** A task of a team's own workflow may continue an earlier one, whose steps stay done. */
function continued({ plan }: RunRequest): Pick<Run, 'steps' | 'progress'> {
  if (plan.kind !== 'workflow') return { steps: {} }
  const { done = [], outputs = {} } = plan.continues ?? {}
  return { steps: Object.fromEntries(done.map((step) => [step, 'done'])), progress: { ...NO_PROGRESS, outputs } }
}

type InCourse = Exclude<RunEvent, RunRequested | RunEnded> | AgentDecisionEvent

function withProgress(run: Run, body: InCourse, at: string): Run {
  if (!run.progress) return run
  switch (body.type) {
    case 'run.step.requested':
    case 'run.step.started':
    case 'run.step.paused':
    case 'run.step.completed':
    case 'run.step.failed':
    case 'run.step.cancelled':
    case 'run.step.skipped':
    case 'run.step.expanded':
    case 'run.step.waiting':
    case 'run.step.retried':
    case 'run.step.overdue':
    case 'run.approval.given':
    case 'run.approval.refused':
      return { ...run, progress: evolveProgress(run.progress, body, at) }
    default:
      return run
  }
}

function evolveSteps(run: Run, body: InCourse, at: string): Run {
  switch (body.type) {
    case 'run.step.requested':
      return withStep(roused(run, body.step), body.step, 'requested')
    case 'run.step.worker-missing':
      return { ...run, missingWorkers: { ...run.missingWorkers, [body.step]: body.worker } }
    case 'run.step.worker-found':
      return workerFound(run, body.step)
    case 'run.step.deferred':
      return { ...run, deferred: { ...run.deferred, [body.step]: (run.deferred?.[body.step] ?? 0) + 1 } }
    case 'run.step.started':
      return {
        ...withStep(roused(resumed(workerFound(run, body.step), body.step), body.step), body.step, 'running'),
        state: 'running',
        startedAt: run.startedAt ?? at,
        attempts: { ...run.attempts, [body.step]: body.attempt },
      }
    case 'run.step.paused':
      return {
        ...withStep(withoutSight(run), body.step, 'paused'),
        ...begun(run, at),
        attempts: { ...run.attempts, [body.step]: 0 },
        pausedUntil: { ...run.pausedUntil, [body.step]: body.until },
        ...(body.seen !== undefined && { seen: body.seen }),
        ...takingBack(run, body),
        ...evolveCi(run.ci, body, at),
        ...(body.share !== undefined && { share: body.share }),
        ...(body.awaits && { awaits: { ...run.awaits, [body.step]: body.awaits } }),
      }
    case 'run.step.woken':
      return {
        ...run,
        heard: { ...run.heard, [body.step]: at },
        woken: { ...run.woken, [body.step]: true },
      }
    case 'run.ci.asked':
      return { ...run, ...evolveCi(run.ci, body, at) }
    case 'run.step.progressed':
      return { ...withoutSight(run), phase: body.phase, phaseSince: at }
    case 'run.canary.judged':
      return { ...run, canary: { ...body.look, at } }
    case 'run.canary.promoted':
      return {
        ...run,
        promoted: { step: body.step, by: body.by, at },
        ...(body.brokeGlass && { brokeGlass: body.brokeGlass }),
      }
    case 'run.step.completed':
      return withStep(resumed(withoutSight(run), body.step), body.step, 'done')
    case 'run.step.failed':
      return failedStep(
        { ...withStep(resumed(run, body.step), body.step, 'failed'), startedAt: run.startedAt ?? at },
        body,
      )
    case 'run.step.cancelled':
      return withStep(resumed(run, body.step), body.step, 'cancelled')
    case 'run.cancel.requested':
      return { ...run, cancelRequested: { by: body.by, ...(body.reason && { reason: body.reason }) } }
    case 'run.failure.explained':
      return explained(run, body.explanation)
    case 'run.release.judged':
      return judged(run, body)
    case 'run.step.skipped':
      return withStep(run, body.step, 'skipped')
    case 'run.step.expanded':
      return { ...withStep(run, body.step, 'running'), ...begun(run, at) }
    case 'run.step.waiting':
      return { ...withStep(run, body.step, 'waiting'), ...begun(run, at) }
    case 'run.step.retried':
      return {
        ...withStep(run, body.step, 'paused'),
        ...evolveCi(run.ci, body, at),
        ...(run.takingBack && { takingBack: without(run.takingBack, body.step) ?? {} }),
        attempts: { ...run.attempts, [body.step]: 0 },
        pausedUntil: { ...run.pausedUntil, [body.step]: body.until },
      }
    case 'run.step.overdue':
    case 'run.approval.given':
    case 'run.approval.refused':
    case 'agent.decided':
      return run
  }
}

/** Its log lines are told at the first pause, when its pods are still there. */
function takingBack({ takingBack: known }: Run, { step, stopping, logTail }: Pause & { readonly step: string }) {
  if (!stopping) return {}
  return { takingBack: { ...known, [step]: { ...known?.[step], ...(logTail !== undefined && { logTail }) } } }
}

/** It runs since its first step started, with a worker or without one. */
function begun(run: Run, at: string): Pick<Run, 'state' | 'startedAt'> {
  return { state: 'running', startedAt: run.startedAt ?? at }
}

/** What went wrong first is why the task failed; what cannot be undone besides is said too. */
function failedStep(run: Run, { step, ...failure }: Extract<RunEvent, { type: 'run.step.failed' }>): Run {
  if (isUndo(step)) return { ...run, notUndone: { ...run.notUndone, [step]: failure.reason } }
  return run.failure && run.progress ? run : { ...run, failure: { ...failureOf(failure), step } }
}

function ended(run: Run, body: RunEnded, at: string): Run {
  if (isRunCompleted(body)) return { ...run, state: 'succeeded', endedAt: at }
  if (!isRunFailed(body)) return { ...run, state: 'cancelled', endedAt: at, ...foundIn(body) }
  return { ...run, state: 'failed', endedAt: at, failure: run.failure ?? failureOf(body), ...foundIn(body) }
}

function foundIn({ found }: Found): Found {
  return found ? { found } : {}
}

function workerFound({ missingWorkers, ...run }: Run, step: string): Run {
  const others = without(missingWorkers, step)
  return others ? { ...run, missingWorkers: others } : run
}

/** What was seen of one phase says nothing of the next. */
const withoutSight = ({ seen: _, ...run }: Run): Run => run

function resumed({ pausedUntil, ...run }: Run, step: string): Run {
  const others = without(pausedUntil, step)
  return others ? { ...run, pausedUntil: others } : run
}

/** It looks now, so that no report before this moment is news to it. */
function roused({ woken, ...run }: Run, step: string): Run {
  const others = without(woken, step)
  return others ? { ...run, woken: others } : run
}

/** Undefined when nothing is left. */
function without<Value>(of: Readonly<Record<string, Value>> | undefined, step: string) {
  const others = Object.entries(of ?? {}).filter(([id]) => id !== step)
  return others.length === 0 ? undefined : Object.fromEntries(others)
}

function explained(run: Run, explanation: Explanation | undefined): Run {
  return {
    ...run,
    explained: true,
    ...(run.failure && explanation && { failure: { ...run.failure, explanation } }),
  }
}

function judged(
  { lookAgainAt: _, ...run }: Run,
  { health, again }: Extract<RunEvent, { type: 'run.release.judged' }>,
): Run {
  return { ...run, ...(health && { health }), ...(again === undefined ? { watched: true } : { lookAgainAt: again }) }
}

/** Work left a log behind, and nobody has looked for the cause in it yet. What failed without one says why itself. */
export function awaitsExplanation({ state, failure, explained: done, plan }: Run): boolean {
  return isReleasePlan(plan) && state === 'failed' && failure?.logTail !== undefined && !done
}

/** A release went live, and is looked at until it is clear how it does. */
export function awaitsWatch(run: Run): boolean {
  return run.state === 'succeeded' && targetOf(run) !== undefined && !run.watched
}

/** A worker has the step in hand, or had it before it paused: what it started is there. */
export function isBegun({ steps, pausedUntil }: Run, step: string): boolean {
  return steps[step] === 'running' || pausedUntil?.[step] !== undefined
}

/** The run with one step in another state. */
function withStep(run: Run, step: string, state: StepState): Run {
  return { ...run, steps: { ...run.steps, [step]: state } }
}

export function failureOf({ reason, nextStep, logTail, failedJobs, objected }: Failure): Failure {
  return {
    reason,
    nextStep,
    ...(logTail !== undefined && { logTail }),
    ...(failedJobs && { failedJobs }),
    ...(objected && { objected }),
  }
}

export function hasEnded(run: Run): boolean {
  return run.state === 'succeeded' || run.state === 'failed' || run.state === 'cancelled'
}

/** Users of the service already get the new release: calling the task off would no longer undo anything. */
export function hasSwitched(run: Run): boolean {
  return run.phase === 'switched' || run.phase === 'draining'
}

/** Whether others wished to be told of such an end. A cancelled task has neither succeeded nor failed. */
export function isForOthers({ state, tellOn }: Pick<Run, 'state' | 'tellOn'>): boolean {
  return tellOn === undefined || state === (tellOn === 'success' ? 'succeeded' : 'failed')
}
