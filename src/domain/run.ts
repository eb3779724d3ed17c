import type { AgentDecisionEvent } from './agent-decision.ts'
import type { ChangeId } from './change-request.ts'
import type { Stored } from './event.ts'
import type { GroupId, TaskId, ThreadId, UserId } from './ids.ts'
import type { Language } from './language.ts'
import { isReleasePlan, type ReleasePlan, type RunPlan, targetOf } from './plan.ts'
import type { CanaryDecision, DeployPhase } from './release.ts'
import type { Risk } from './risk.ts'
import type { TellOn } from './tell-on.ts'
import type { StepKind, StepState, Workflow, Workflows } from './workflow.ts'
import { asWorkflow, isUndo } from './workflows/as-workflow.ts'
import type { WorkflowStepEvent } from './workflows/events.ts'
import { evolveProgress, NO_PROGRESS, type Progress } from './workflows/progress.ts'

export interface RunRequest {
  readonly task: TaskId
  readonly plan: RunPlan
  readonly by: UserId
  /** The other accounts of that person. */
  readonly accounts?: readonly UserId[]
  readonly groups: readonly GroupId[]
  /** What that person speaks; absent: English. */
  readonly language?: Language
  readonly thread: ThreadId
  /** Who else is told in the thread how it ends. */
  readonly tell?: readonly UserId[]
  /** Of which end; absent: of any. */
  readonly tellOn?: TellOn
  /** The hash of what was confirmed; absent when nothing had to be. */
  readonly approved?: string
  /** What it was judged to risk, as its person saw it: confirming over a hold is that person's word. */
  readonly risk?: Risk
  /** Ids of what others have permitted to set aside, such as a freeze or somebody's lock. */
  readonly overrides?: readonly string[]
  /** The message under which a thought was shown: the status card takes its place in the thread. */
  readonly inPlaceOf?: string
  /** The step of a workflow that it is done for: that task's card shows it. */
  readonly parent?: { readonly task: TaskId; readonly step: string }
  /** The change request that it comes of. */
  readonly change?: ChangeId
  /** Started in an emergency without the approvals that it needed. */
  readonly brokeGlass?: BrokenGlass
  /** It puts the release before back, since a condition of this change request was broken: that was permitted with it. */
  readonly restoresFor?: ChangeId
}

/** Who started something that nobody had approved, and the reason they typed. */
export interface BrokenGlass {
  readonly by: UserId
  readonly reason: string
}

/** Why a step or a run failed, and what to do about it. */
export interface Failure {
  readonly reason: string
  readonly nextStep: string
  readonly logTail?: string
  /** An objection kept the work from starting: that is not a fault of what was to be released. */
  readonly objected?: true
}

/** What was found serving at its place when a task ended without success; without a version, nothing did. */
export interface FoundServing {
  readonly version?: string
  /** What its health check says against it. */
  readonly complaint?: string
}

/** What agents make of a failure. */
export interface Explanation {
  /** The likely cause, as a sentence. */
  readonly cause: string
  /** Lines of the log that show it, as they stand there. */
  readonly lines: readonly string[]
  /** Whose it probably is, and why that is thought. */
  readonly owner?: string
  /** What to do next, the first thing first. */
  readonly next: readonly string[]
  /** The language model that worded it; the rules did when left out. */
  readonly model?: string
}

/** How a release does a while after it went live. */
export interface ReleaseHealth {
  readonly verdict: 'healthy' | 'watch' | 'roll-back'
  /** As sentences, the most important first. */
  readonly reasons: readonly string[]
  /** How long it had been live by then. */
  readonly minutes?: number
  /** Of a button that leads to the way back; left out where there is nothing to go back to. */
  readonly button?: string
}

/** How a canary does, and what became of it. */
export interface CanaryLook {
  readonly word: CanaryDecision
  /** What it rests on, as sentences, the most important first. */
  readonly reasons: readonly string[]
  /** Its time was over, and it could not be told how it does. */
  readonly inconclusive?: true
  /** For how long it has had its share: whole minutes, none in its first. */
  readonly minutes: number
  /** What its health check said against it. */
  readonly complaint?: string
}

/** What a step says when it is done. */
interface Completed {
  readonly detail?: string
  /** What later steps of a team's own workflow may use. */
  readonly outputs?: Readonly<Record<string, string>>
}

type OfTask = { readonly task: TaskId }
type OfStep = OfTask & { readonly step: string }

type Kind = RunPlan['kind']

/** How a run starts. */
export type RunRequested = {
  readonly type: `cicd.${Exclude<Kind, 'rollback'>}.requested` | 'cicd.rollback.triggered'
} & RunRequest

/** What happened to one task. Stream `run-<task>`. */
export type RunEvent =
  | RunRequested
  | ({ readonly type: 'run.step.requested'; readonly worker: StepKind } & OfStep)
  | ({ readonly type: 'run.step.worker-missing' | 'run.step.worker-found'; readonly worker: StepKind } & OfStep)
  /** The checks right before the step met a fault: nothing was started, and it is tried again. */
  | ({ readonly type: 'run.step.deferred' } & OfStep)
  /** `attempt` counts from 1 again after a pause. */
  | ({ readonly type: 'run.step.started'; readonly attempt: number } & OfStep)
  /** It has nothing to do until then (ISO 8601 in UTC), takes no worker meanwhile, and is requested again. */
  | ({ readonly type: 'run.step.paused'; readonly until: string } & OfStep)
  | ({ readonly type: 'run.step.progressed'; readonly phase: DeployPhase } & OfStep)
  | ({ readonly type: 'run.step.completed' } & OfStep & Completed)
  | ({ readonly type: 'run.step.failed' } & OfStep & Failure)
  | ({ readonly type: 'run.step.cancelled' } & OfStep)
  | ({ readonly type: 'run.cancel.requested'; readonly by: UserId; readonly reason?: string } & OfTask)
  /** Without an explanation: nothing could be made of it. */
  | ({ readonly type: 'run.failure.explained'; readonly explanation?: Explanation } & OfTask)
  | ({ readonly type: 'run.canary.judged'; readonly look: CanaryLook } & OfStep)
  /** A person gives it all requests before its time is over: its step resumes at once. */
  | ({ readonly type: 'run.canary.promoted'; readonly by: UserId; readonly brokeGlass?: BrokenGlass } & OfStep)
  /** Without a judgement: something else is live there by now. `again`: when it is looked at next, if it is. */
  | ({ readonly type: 'run.release.judged'; readonly health?: ReleaseHealth; readonly again?: string } & OfTask)
  | WorkflowStepEvent
  | RunEnded

/** Left out where nobody has looked: a task that was cancelled before its turn, or a delivery that does not answer. */
interface Found {
  readonly found?: FoundServing
}

/** How a run ends. The plan is repeated so that whoever listens to these alone knows what is live. */
export type RunEnded = RunCompleted | RunFailed | RunCancelled

type OfPlan = OfTask & { readonly plan: RunPlan }
type RunCompleted = OfPlan & { readonly type: `cicd.${Kind}.completed` }
type RunFailed = OfPlan & Failure & Found & { readonly type: `cicd.${Kind}.failed` }
type RunCancelled = OfPlan & Found & { readonly type: `cicd.${Kind}.cancelled` }

type Typed = { readonly type: string }
export const isRunRequested = <Body extends Typed>(body: Body): body is Extract<Body, RunRequested> =>
  /^cicd\.[\w-]+\.(?:requested|triggered)$/.test(body.type)
export const isRunCompleted = <Body extends Typed>(body: Body): body is Extract<Body, RunCompleted> =>
  /^cicd\.[\w-]+\.completed$/.test(body.type)
export const isRunFailed = <Body extends Typed>(body: Body): body is Extract<Body, RunFailed> =>
  /^cicd\.[\w-]+\.failed$/.test(body.type)
export const isRunEnded = <Body extends Typed>(body: Body): body is Extract<Body, RunEnded> =>
  /^cicd\.[\w-]+\.(?:completed|failed|cancelled)$/.test(body.type)

export type RunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export interface Run extends RunRequest {
  readonly state: RunState
  readonly steps: Readonly<Record<string, StepState>>
  /** How often each step was started since it was asked for first, or paused last. */
  readonly attempts: Readonly<Record<string, number>>
  /** Until when each step paused that has not been started since. */
  readonly pausedUntil?: Readonly<Record<string, string>>
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
      return withStep(run, body.step, 'requested')
    case 'run.step.worker-missing':
      return { ...run, missingWorkers: { ...run.missingWorkers, [body.step]: body.worker } }
    case 'run.step.worker-found':
      return workerFound(run, body.step)
    case 'run.step.deferred':
      return { ...run, deferred: { ...run.deferred, [body.step]: (run.deferred?.[body.step] ?? 0) + 1 } }
    case 'run.step.started':
      return {
        ...withStep(resumed(workerFound(run, body.step), body.step), body.step, 'running'),
        state: 'running',
        startedAt: run.startedAt ?? at,
        attempts: { ...run.attempts, [body.step]: body.attempt },
      }
    case 'run.step.paused':
      return {
        ...withStep(run, body.step, 'paused'),
        ...begun(run, at),
        attempts: { ...run.attempts, [body.step]: 0 },
        pausedUntil: { ...run.pausedUntil, [body.step]: body.until },
      }
    case 'run.step.progressed':
      return { ...run, phase: body.phase, phaseSince: at }
    case 'run.canary.judged':
      return { ...run, canary: { ...body.look, at } }
    case 'run.canary.promoted':
      return {
        ...run,
        promoted: { step: body.step, by: body.by, at },
        ...(body.brokeGlass && { brokeGlass: body.brokeGlass }),
      }
    case 'run.step.completed':
      return withStep(resumed(run, body.step), body.step, 'done')
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

function resumed({ pausedUntil, ...run }: Run, step: string): Run {
  const others = without(pausedUntil, step)
  return others ? { ...run, pausedUntil: others } : run
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

export function failureOf({ reason, nextStep, logTail, objected }: Failure): Failure {
  return { reason, nextStep, ...(logTail !== undefined && { logTail }), ...(objected && { objected }) }
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
