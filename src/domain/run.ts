import type { CiAskedOf } from './ci-asked.ts'
import type { TaskId, UserId } from './ids.ts'
import { isReleasePlan, type ReleasePlan, targetOf } from './plan.ts'
import type { CanarySettings, DeployPhase } from './release.ts'
import type { CanaryLook, Explanation, Failure, FoundServing, ReleaseHealth, RunRequest } from './run-events.ts'
import type { StepTimes } from './step-times.ts'
import type { TakenOver } from './taken-over.ts'
import type { StepKind, StepState, Workflow, Workflows } from './workflow.ts'
import { asWorkflow } from './workflows/as-workflow.ts'
import type { Progress } from './workflows/progress.ts'

export type RunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export interface Run extends RunRequest, TakenOver {
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
  /** Of every other; absent in documents of earlier versions. */
  readonly times?: StepTimes
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

/** Work left a log behind, and nobody has looked for the cause in it yet. What failed without one says why itself. */
export function awaitsExplanation({ state, failure, explained: done, plan }: Run): boolean {
  return isReleasePlan(plan) && state === 'failed' && failure?.logTail !== undefined && !done
}

/** A release went live, and is looked at until it is clear how it does. */
export function awaitsWatch(run: Run): boolean {
  return run.state === 'succeeded' && targetOf(run) !== undefined && !run.watched
}

/** When each step, and each phase of a deployment, started and ended. */
export function timesOf({ times, progress }: Pick<Run, 'times' | 'progress'>): StepTimes {
  if (!progress) return times ?? {}
  const { started, ended } = progress
  return Object.fromEntries(
    Object.entries(started).map(([step, startedAt]) => [
      step,
      { startedAt, ...(ended[step] !== undefined && { endedAt: ended[step] }) },
    ]),
  )
}

/** A worker has the step in hand, or had it before it paused: what it started is there. */
export function isBegun({ steps, pausedUntil }: Run, step: string): boolean {
  return steps[step] === 'running' || pausedUntil?.[step] !== undefined
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
