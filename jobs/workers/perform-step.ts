import { BotError } from '../../src/domain/errors.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { type History, latestOfStep, runFrom } from '../../src/domain/histories.ts'
import type { TaskId } from '../../src/domain/ids.ts'
import { hasEnded, isBegun, type Run, runStream, workflowOf } from '../../src/domain/run.ts'
import { advance, type StepOutcome, startStep } from '../../src/domain/run-decisions.ts'
import type { Failure, RunEvent } from '../../src/domain/run-events.ts'
import type { StepKind, Workflows } from '../../src/domain/workflow.ts'
import { isUndo, stepNamed } from '../../src/domain/workflows/as-workflow.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { HandedOverError } from '../../src/ports/deployer.ts'
import { type EventLog, StoreUnavailableError } from '../../src/ports/event-store.ts'
import type { HealthProbe } from '../../src/ports/health-probe.ts'
import type { Job } from '../../src/ports/job-queue.ts'
import { appendToRun } from '../../src/runs/end-run.ts'
import { handOn } from '../../src/runs/hand-on.ts'
import { type Cause, transact } from '../../src/runtime/transact.ts'
import type { Cancellations } from './cancellations.ts'
import { GroupsUnknownError } from './check-still-valid.ts'
import { withFoundServing } from './found-serving.ts'
import { type CheckStillValid, runPrechecks } from './run-prechecks.ts'
import type { StepWorkers } from './step-worker.ts'

export interface StepParts {
  readonly log: EventLog<ShipmateEvent>
  readonly clock: Clock
  readonly workflows: Workflows
  readonly workers: StepWorkers
  readonly cancellations: Cancellations
  readonly checkStillValid: CheckStillValid
  readonly probe: HealthProbe
  readonly onFault: (error: unknown, run: Run) => void
}

/** After this many starts a step that keeps throwing is given up and its person told. Kills and restarts count too. */
const MOST_ATTEMPTS = 8

/** For work that ends its process each time: somebody must look, and others wait for the environment. */
const WORN_OUT: Failure = {
  reason: `It was started ${MOST_ATTEMPTS} times and never finished.`,
  nextStep: 'Look at the log of the last attempt, then ask again.',
}

/**
 * Works one step of a run. Safe to call again for the same job: a step that is over or has paused is left alone, and
 * one that may be half done starts again with a newer fencing token, so that the worker reconciles and does not repeat.
 */
export async function performStep(parts: StepParts, job: Job, signal: AbortSignal): Promise<void> {
  const task = job.run as TaskId
  const cause: Cause = { correlationId: job.correlationId, causationId: job.id, actor: 'worker' }
  const history = await parts.log.readStream(runStream(task))
  if (!isCurrent(history, job)) return
  const run = runFrom(history)
  const objection = run && isToCheck(run, job.step) ? await objectionTo(parts, cause, run, job, history) : undefined
  const begun = await begin(parts, cause, task, job)
  if (!begun) return
  const failure =
    (objection && { ...objection, objected: true as const }) ?? (begun.attempt > MOST_ATTEMPTS ? WORN_OUT : undefined)
  const outcome = failure
    ? await undoStep(parts, cause, begun, job.step, failure)
    : await work(parts, cause, begun, job.step, handedOver(signal))
  // When the hold on the job was lost another worker has it, and its word counts.
  if (signal.aborted) return
  await finish(parts, cause, begun, job.step, await withFoundServing(outcome, begun.run, parts.probe))
}

/** A job from before a pause has been replaced by a newer one: when it comes once more, it is out of date. */
function isCurrent(history: History, { id, step }: Job): boolean {
  return latestOfStep(history, 'run.step.requested', step)?.id === id
}

/**
 * A step that resumes after a pause was permitted at its start: its worker does not wait for the chat platform. What was
 * done is undone whatever its person may by now.
 */
function isToCheck(run: Run, step: string): boolean {
  return !hasEnded(run) && !isUndo(step) && !(run.steps[step] === 'requested' && isBegun(run, step))
}

/** A step that has paused left something running: its worker looks after that even while rights cannot be looked up. */
async function objectionTo(
  parts: StepParts,
  cause: Cause,
  run: Run,
  job: Job,
  history: History,
): Promise<Failure | undefined> {
  try {
    return await runPrechecks(parts, cause, run, job)
  } catch (error) {
    const hasPaused = latestOfStep(history, 'run.step.paused', job.step) !== undefined
    if (hasPaused && error instanceof GroupsUnknownError) return undefined
    throw error
  }
}

/**
 * Ends a step that must not continue. An earlier attempt may have started it: called with a signal that is already
 * aborted, the worker rolls back what was started, or finds that users have been switched, and then the step is done.
 */
async function undoStep(
  parts: StepParts,
  cause: Cause,
  begun: Begun,
  step: string,
  failure: Failure,
): Promise<StepOutcome> {
  const mayBeBegun = begun.attempt > 1 && begun.attempt <= MOST_ATTEMPTS + 2
  const outcome = mayBeBegun ? await work(parts, cause, begun, step, AbortSignal.abort()) : undefined
  return outcome?.kind === 'done' ? outcome : { kind: 'failed', ...failure }
}

interface Begun {
  readonly run: Run
  readonly kind: StepKind
  readonly attempt: number
  /** The position of the start event: it rises with every start of any step, over the whole log. */
  readonly fencingToken: number
}

async function begin(parts: StepParts, cause: Cause, task: TaskId, job: Job): Promise<Begun | undefined> {
  const started = await transact(parts.log, cause, parts.clock.now(), async (transaction) => {
    const history = await transaction.read(runStream(task))
    const run = isCurrent(history, job) ? runFrom(history) : undefined
    const start = run && startStep(run, job.step)
    if (!run || !start) return undefined
    transaction.append(runStream(task), start)
    return run
  })
  const [event] = started.kind === 'done' ? started.events : []
  if (started.kind !== 'done' || !started.result || event?.body.type !== 'run.step.started') return undefined
  const run = started.result
  return { run, kind: job.capability, attempt: event.body.attempt, fencingToken: event.position }
}

async function work(
  parts: StepParts,
  cause: Cause,
  { run, kind, attempt, fencingToken }: Begun,
  step: string,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const worker = parts.workers[kind]
  const named = stepNamed(workflowOf(run, parts.workflows), step)
  if (!named) throw new Error(`${run.task} has no step ${step}`)
  // What undoes a step runs because its task was cancelled.
  const cancelled = isUndo(step) ? [] : [parts.cancellations.signalFor(run)]
  const note = (about: (run: Run) => RunEvent | undefined): Promise<boolean> =>
    noteOf(parts, cause, run.task, step, fencingToken, about)
  try {
    return await worker({
      run,
      step: named,
      fencingToken,
      signal: AbortSignal.any([signal, ...cancelled]),
      correlationId: cause.correlationId,
      async report(phase) {
        await note((present) =>
          present.phase === phase ? undefined : { type: 'run.step.progressed', task: run.task, step, phase },
        )
      },
      async judged(look) {
        await note(() => ({ type: 'run.canary.judged', task: run.task, step, look }))
      },
      asksCi: (system, mark) =>
        note((present) =>
          present.ci?.[step]?.mark === mark ? undefined : { type: 'run.ci.asked', task: run.task, step, system, mark },
        ),
    })
  } catch (error) {
    // The queue gives the job back after a pause: most faults of the outside world pass.
    if (attempt < MOST_ATTEMPTS || error instanceof StoreUnavailableError) throw error
    parts.onFault(error, run)
    return {
      kind: 'failed',
      reason: sentenceFor(error),
      nextStep: `Look for ${cause.correlationId} in the log, then ask again.`,
    }
  }
}

function sentenceFor(error: unknown): string {
  return error instanceof BotError ? error.userMessage : `It failed ${MOST_ATTEMPTS} times with an unexpected error.`
}

/** The signal of a lease on a job: when the lease is lost, another worker continues the work. */
function handedOver(lost: AbortSignal): AbortSignal {
  const controller = new AbortController()
  const abort = (): void => controller.abort(new HandedOverError('the hold on the job is lost'))
  if (lost.aborted) abort()
  else lost.addEventListener('abort', abort, { once: true })
  return controller.signal
}

/** @returns Whether it was noted. */
async function noteOf(
  parts: StepParts,
  cause: Cause,
  task: TaskId,
  step: string,
  fencingToken: number,
  about: (run: Run) => RunEvent | undefined,
): Promise<boolean> {
  const noted = await transact(parts.log, cause, parts.clock.now(), async (transaction) => {
    const history = await transaction.read(runStream(task))
    const run = runFrom(history)
    // What an attempt says that another one has replaced is no news.
    if (!run || hasEnded(run) || latestOfStep(history, 'run.step.started', step)?.position !== fencingToken)
      return false
    const event = about(run)
    if (event) transaction.append(runStream(task), event)
    return event !== undefined
  })
  return noted.kind === 'done' && noted.result
}

async function finish(
  parts: StepParts,
  cause: Cause,
  { run: { task }, fencingToken }: Begun,
  step: string,
  outcome: StepOutcome,
): Promise<void> {
  await transact(parts.log, cause, parts.clock.now(), async (transaction) => {
    const history = await transaction.read(runStream(task))
    const run = runFrom(history)
    if (!run || hasEnded(run) || run.steps[step] !== 'running') return
    if (latestOfStep(history, 'run.step.started', step)?.position !== fencingToken) return
    const { workflows } = parts
    const now = parts.clock.now()
    const ending =
      outcome.kind === 'handed-on' ? await handOn(transaction, run, step, outcome, workflows, now) : outcome
    await appendToRun(transaction, run, advance(run, workflowOf(run, workflows), step, ending, now), workflows, now)
  })
}
