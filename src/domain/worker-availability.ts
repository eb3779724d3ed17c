import { hasEnded, type Run } from './run.ts'
import type { RunEvent } from './run-events.ts'
import type { RegisteredWorker } from './worker.ts'
import { STEP_KINDS, type StepKind, type Workflow } from './workflow.ts'
import { stepNamed } from './workflows/as-workflow.ts'

/** A step that is to be done, and what a worker must offer to do it. */
export interface OpenStep {
  readonly step: string
  readonly worker: StepKind
}

/** The steps that some worker should have in hand or be about to take. */
export function openSteps(run: Run, workflow: Workflow): readonly OpenStep[] {
  if (hasEnded(run)) return []
  return Object.entries(run.steps).flatMap(([step, state]) => {
    const worker = state === 'requested' || state === 'running' ? stepNamed(workflow, step)?.worker : undefined
    return worker === undefined || run.progress?.items[step] ? [] : [{ step, worker }]
  })
}

/** What is to be noted of a run's open steps when `offered` is all that the workers who are there take. */
export function attend(run: Run, workflow: Workflow, offered: ReadonlySet<string>): readonly RunEvent[] {
  return openSteps(run, workflow).flatMap(({ step, worker }): readonly RunEvent[] => {
    const isKnown = run.missingWorkers?.[step] !== undefined
    if (offered.has(worker) === !isKnown) return []
    const of = { task: run.task, step, worker }
    return [{ type: isKnown ? 'run.step.worker-found' : 'run.step.worker-missing', ...of }]
  })
}

/** The kinds of steps that nobody who is there takes. */
export function notOffered(workers: readonly Pick<RegisteredWorker, 'state' | 'capabilities'>[]): readonly StepKind[] {
  const offered = new Set(workers.filter(({ state }) => state === 'live').flatMap(({ capabilities }) => capabilities))
  return STEP_KINDS.filter((each) => !offered.has(each))
}
