import type { ChangeId } from './change-request.ts'
import type { CiSight, CiSystem } from './ci-run.ts'
import type { FailedJobs } from './failed-jobs.ts'
import type { GroupId, TaskId, ThreadId, UserId } from './ids.ts'
import type { Language } from './language.ts'
import type { RunPlan } from './plan.ts'
import type { CanaryDecision, DeployPhase } from './release.ts'
import type { Risk } from './risk.ts'
import type { TellOn } from './tell-on.ts'
import type { RatePoint } from './traffic.ts'
import type { StepKind } from './workflow.ts'
import type { WorkflowStepEvent } from './workflows/events.ts'

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
  /** There where a run of GitHub Actions failed, whose failed jobs can be run again. */
  readonly failedJobs?: FailedJobs
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
  /** Which share of the requests failed around it, where that was measured and the release fails: a dozen points at most. */
  readonly rates?: readonly RatePoint[]
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

/** A step has nothing to do, takes no worker meanwhile, and is requested again. */
export interface Pause {
  /** ISO 8601 in UTC. */
  readonly until: string
  /** How far what it waits for is, for people. */
  readonly seen?: string
  /** Which share of the requests a canary really has, in percent. */
  readonly share?: number
  /** Under which names somebody outside reports on it, such as `github:acme/payments:run:900`. */
  readonly awaits?: readonly string[]
  /** How far the run of a CI system is that it follows. */
  readonly ci?: CiSight
  /** What it follows was asked to end or is taken back, and is looked at again then: a cancellation changes nothing. */
  readonly stopping?: true
  /** The last log lines of what is taken back. */
  readonly logTail?: string
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
  | ({ readonly type: 'run.step.paused' } & OfStep & Pause)
  /** Somebody outside says that what it waits for has come further: it looks at once. */
  | ({ readonly type: 'run.step.woken' } & OfStep)
  /** A CI system is asked for a run with this mark, now and never again. */
  | ({ readonly type: 'run.ci.asked'; readonly system: CiSystem; readonly mark: string } & OfStep)
  | ({ readonly type: 'run.step.progressed'; readonly phase: DeployPhase } & OfStep)
  | ({ readonly type: 'run.step.completed' } & OfStep & Completed)
  | ({ readonly type: 'run.step.failed' } & OfStep & Failure)
  | ({ readonly type: 'run.step.cancelled' } & OfStep)
  /** Somebody else has it from now on: they are told how it ends, and count as having asked for it. */
  | ({ readonly type: 'run.handed-over'; readonly by: UserId; readonly to: UserId } & OfTask)
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
export interface Found {
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
