import { evolveRun } from '../evolve-run.ts'
import { failureOf, hasEnded, hasSwitched, type Run } from '../run.ts'
import type { FoundServing, RunEvent } from '../run-events.ts'
import type { StepState, Workflow, WorkflowStep } from '../workflow.ts'
import { forItem, isUndo, stepNamed, undoOf } from './as-workflow.ts'
import { beginStep } from './begin-step.ts'
import { asksForFailure, type Condition, holds, parseCondition } from './condition.ts'
import { stopWaits } from './stop-idle.ts'
import { valuesOf } from './values.ts'

/**
 * Everything that follows now from where a run stands: the steps whose turn has come, what undoes those that were done,
 * and its end. Pure; asked again after its events, it says nothing.
 * @param found What serves where the run was to change something, for its end without success.
 */
export function whatFollows(run: Run, workflow: Workflow, now: Date, found?: FoundServing): readonly RunEvent[] {
  const events: RunEvent[] = []
  const at = now.toISOString()
  let present = run
  for (;;) {
    const next = hasEnded(present) ? [] : nextMoves(present, workflow, now, found)
    if (next.length === 0) return events
    events.push(...next)
    present = next.reduce((before: Run, body) => evolveRun(before, { body, at }) ?? before, present)
  }
}

function nextMoves(run: Run, workflow: Workflow, now: Date, found: FoundServing | undefined): readonly RunEvent[] {
  // Nobody is asked, and nothing waited for, on behalf of a run that has failed.
  const stopped = hasFailed(run) ? stopWaits(run, workflow, (step) => !isForFailure(step)) : []
  if (stopped.length > 0) return stopped
  const moves = workflow.steps.flatMap((step) => movesOf(run, step, workflow, now))
  if (moves.length > 0) return moves
  if (Object.values(run.steps).some(isOpen)) return []
  if (isStopping(run)) return undoNext(run, workflow, now) ?? [endOf(run, found)]
  const { task, plan } = run
  const isDone = workflow.steps.every(({ id }) => isOver(run.steps[id]))
  return isDone ? [{ type: `cicd.${plan.kind}.completed`, task, plan }] : []
}

const isOpen = (state: StepState | undefined): boolean =>
  state === 'requested' || state === 'running' || state === 'paused' || state === 'waiting'

const isOver = (state: StepState | undefined): boolean =>
  state === 'done' || state === 'skipped' || state === 'failed' || state === 'cancelled'

/** Nothing new starts: it is cancelled, or a step of it was or has failed. Users who have the new release keep it. */
function isStopping(run: Run): boolean {
  const isCancelled = run.cancelRequested !== undefined && !hasSwitched(run)
  return isCancelled || hasFailed(run) || statesOf(run).includes('cancelled')
}

const hasFailed = (run: Run): boolean => statesOf(run).includes('failed')

/** What undoes a step is no step of its own: that it fails does not fail the run once more. */
const statesOf = ({ steps }: Run): readonly StepState[] =>
  Object.entries(steps).flatMap(([id, state]) => (isUndo(id) ? [] : [state]))

function movesOf(run: Run, step: WorkflowStep, workflow: Workflow, now: Date): readonly RunEvent[] {
  const items = run.progress?.items[step.id]
  if (items && run.steps[step.id] === 'running') return movesOfItems(run, step, items.length, workflow, now)
  if ((run.steps[step.id] ?? 'pending') !== 'pending') return []
  if (run.cancelRequested) return []
  const condition = conditionOf(step)
  // After a failure only what asks for one starts, and what it needs may never start.
  if (isStopping(run) && !isForFailure(step)) return []
  if (!step.needs.every((need) => isSettled(run, need, workflow))) return []
  if (!condition || holds(condition, valuesOf(run, step.id), hasFailed(run))) return [beginStep(run, step, now)]
  return [{ type: 'run.step.skipped', task: run.task, step: step.id }]
}

/** It is over, or never starts: what asks for a failure itself may start yet, and so may what it waits for. */
function isSettled(run: Run, id: string, workflow: Workflow): boolean {
  if (isOver(run.steps[id])) return true
  const step = workflow.steps.find((one) => one.id === id)
  if (!step || !hasFailed(run) || isOpen(run.steps[id]) || isForFailure(step)) return false
  return step.needs.every((need) => isSettled(run, need, workflow))
}

function isForFailure(step: WorkflowStep): boolean {
  const condition = conditionOf(step)
  return condition !== undefined && asksForFailure(condition)
}

function conditionOf({ own }: WorkflowStep): Condition | undefined {
  if (own?.when === undefined) return undefined
  const parsed = parseCondition(own.when)
  if (parsed.kind === 'problem') throw new Error(`the condition of ${own.id} ${parsed.problem}`)
  return parsed.condition
}

/** A step that is done for each item of a list: so many at a time, and over when all of them are. */
function movesOfItems(run: Run, step: WorkflowStep, count: number, workflow: Workflow, now: Date): readonly RunEvent[] {
  const { task } = run
  const ids = Array.from({ length: count }, (_, index) => forItem(step.id, index + 1))
  const states = ids.map((id) => run.steps[id] ?? 'pending')
  const waiting = isStopping(run) ? [] : ids.filter((_, index) => states[index] === 'pending')
  const room = (step.own?.max ?? 1) - states.filter(isOpen).length
  const next = waiting.slice(0, Math.max(0, room)).flatMap((id) => stepNamed(workflow, id) ?? [])
  if (next.length > 0) return next.map((one) => beginStep(run, one, now))
  if (waiting.length > 0 || states.some(isOpen)) return []
  if (states.includes('failed')) {
    const { reason, nextStep } = run.failure ?? { reason: 'One of its items failed.', nextStep: 'Look at it.' }
    return [{ type: 'run.step.failed', task, step: step.id, reason, nextStep }]
  }
  const isWhole = states.every((state) => state === 'done')
  return [{ type: isWhole ? 'run.step.completed' : 'run.step.cancelled', task, step: step.id }]
}

/** What undoes the step that was done last and is not undone yet; undefined when nothing is left to undo. */
function undoNext(run: Run, workflow: Workflow, now: Date): readonly RunEvent[] | undefined {
  const undoes = (id: string): WorkflowStep | undefined =>
    isUndo(id) || run.steps[undoOf(id)] !== undefined || run.progress?.items[id]
      ? undefined
      : stepNamed(workflow, undoOf(id))
  const last = run.progress?.done.findLast((id) => undoes(id) !== undefined)
  const undo = last === undefined ? undefined : undoes(last)
  if (last === undefined || !undo) return undefined
  if (isOwnDoing(run, workflow, last)) return [beginStep(run, undo, now)]
  return [{ type: 'run.step.skipped', task: run.task, step: undo.id }]
}

/** What was live already, before a deployment of this run started, is not this run's to undo. */
function isOwnDoing({ progress }: Run, workflow: Workflow, step: string): boolean {
  if (stepNamed(workflow, step)?.own?.uses !== 'deploy') return true
  const task = progress?.tasks[step]
  return task !== undefined && progress?.outputs[step]?.task === task
}

/** How a run ends that does not succeed. */
export function endOf(run: Run, found?: FoundServing): RunEvent {
  const { task, plan, failure } = run
  const seen = found ? { found } : {}
  if (run.cancelRequested || !failure || !hasFailed(run))
    return { type: `cicd.${plan.kind}.cancelled`, task, plan, ...seen }
  return { type: `cicd.${plan.kind}.failed`, task, plan, ...failureOf(failure), ...seen }
}
