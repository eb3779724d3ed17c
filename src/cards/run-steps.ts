import type { ProgressStep } from '../domain/card.ts'
import { targetOf } from '../domain/plan.ts'
import type { DeployPhase } from '../domain/release.ts'
import { hasEnded, isBegun, type Run } from '../domain/run.ts'
import type { StepState, Workflow } from '../domain/workflow.ts'
import { textFor } from '../texts/text-for.ts'
import type { Texts } from '../texts/texts.ts'
import { NO_PACE, type Pace, paceNote, type ShownStep } from './run-pace.ts'

type Mark = ProgressStep['state']

/** How far a task is: its turn, then what its workflow says each step shows. */
export function stepMarks(run: Run, workflow: Workflow, texts: Texts, pace: Pace = NO_PACE): readonly ShownStep[] {
  const steps = workflow.steps.flatMap(({ id, shows }) =>
    typeof shows === 'string'
      ? [{ id, label: shows, state: markOf(stateNow(run, id)) }]
      : phaseMarks(run, run.steps[id], shows).map((mark) => ({ id: mark.label, ...mark })),
  )
  return [{ id: 'queued', label: 'queued', state: queuedMark(run) }, ...steps].map((step) => {
    const note = paceNote(run, step, pace, texts)
    return { ...step, label: stepName(step.label, texts), ...(note !== undefined && { note }) }
  })
}

/** One that resumes after a pause has not stopped meanwhile. */
function stateNow(run: Run, step: string): StepState | undefined {
  return run.steps[step] === 'requested' && isBegun(run, step) ? 'paused' : run.steps[step]
}

/** What a workflow of a team's own shows is in its own words. */
function stepName(shown: string, { runs: { steps } }: Texts): string {
  return textFor(steps, shown) ?? shown
}

function queuedMark(run: Run): Mark {
  if (run.startedAt) return 'done'
  if (run.state === 'failed') return 'failed'
  return hasEnded(run) ? 'pending' : 'active'
}

/** Phases that take time: reached when they start. The others are reached when they are done. */
const UNDER_WAY: readonly DeployPhase[] = ['starting', 'canary']

function phaseMarks(run: Run, state: StepState | undefined, phases: readonly DeployPhase[]): readonly ProgressStep[] {
  const { phase } = run
  const hasCanary = targetOf(run)?.strategy === 'canary'
  const labels = phases.filter((label) => label !== 'canary' || hasCanary)
  const reached = phase === 'draining' ? labels.length : phase === undefined ? -1 : labels.indexOf(phase)
  const isUnderWay = phase !== undefined && UNDER_WAY.includes(phase)
  const doneCount = state === 'done' ? labels.length : isUnderWay ? reached : reached + 1
  return labels.map((label, index) => {
    if (index < doneCount) return { label, state: 'done' }
    if (index > doneCount || reached < 0) return { label, state: 'pending' }
    if (state === 'failed') return { label, state: 'failed' }
    return { label, state: isUnderWay && state !== 'cancelled' ? 'active' : 'pending' }
  })
}

function markOf(step: StepState | undefined): Mark {
  switch (step) {
    case 'done':
      return 'done'
    case 'running':
    case 'paused':
    case 'waiting':
      return 'active'
    case 'failed':
      return 'failed'
    // What somebody has cancelled has not failed.
    case 'cancelled':
    case 'skipped':
    case 'requested':
    case 'pending':
    case undefined:
      return 'pending'
  }
}
