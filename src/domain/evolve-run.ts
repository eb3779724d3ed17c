import type { AgentDecisionEvent } from './agent-decision.ts'
import { evolveCi } from './ci-asked.ts'
import type { Stored } from './event.ts'
import { failureOf, type Run } from './run.ts'
import {
  type Explanation,
  type Found,
  isRunCompleted,
  isRunEnded,
  isRunFailed,
  isRunRequested,
  type Pause,
  type RunEnded,
  type RunEvent,
  type RunRequest,
  type RunRequested,
} from './run-events.ts'
import { evolveTimes } from './step-times.ts'
import { takenBy } from './taken-over.ts'
import type { StepState } from './workflow.ts'
import { isUndo } from './workflows/as-workflow.ts'
import { evolveProgress, NO_PROGRESS } from './workflows/progress.ts'

/** The run after one more of its events; undefined before it was asked for. */
export function evolveRun(
  run: Run | undefined,
  { body, at }: Pick<Stored<RunEvent | AgentDecisionEvent>, 'body' | 'at'>,
): Run | undefined {
  if (isRunRequested(body)) {
    const { type: _, ...request } = body
    return { ...request, ...continued(request), state: 'queued', attempts: {}, requestedAt: at }
  }
  if (isRunEnded(body)) return run && ended(run, body, at)
  return run && withTimes(withProgress(evolveSteps(run, body, at), body, at), body, at)
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

function withTimes(run: Run, body: InCourse, at: string): Run {
  if (run.progress) return run
  switch (body.type) {
    case 'run.step.started':
    case 'run.step.progressed':
    case 'run.step.completed':
    case 'run.step.failed':
    case 'run.step.cancelled':
      return { ...run, times: evolveTimes(run.times ?? {}, body, at) }
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
    case 'run.handed-over':
      return { ...run, ...takenBy(run, body.to) }
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

/** The run with one step in another state. */
function withStep(run: Run, step: string, state: StepState): Run {
  return { ...run, steps: { ...run.steps, [step]: state } }
}
