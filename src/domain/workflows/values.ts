import type { Run } from '../run.ts'
import { itemOf } from './as-workflow.ts'
import { NO_PROGRESS } from './progress.ts'
import type { Values } from './references.ts'

/** What the references of a step stand for now. */
export function valuesOf(run: Run, step: string): Values {
  const { outputs, items } = run.progress ?? NO_PROGRESS
  const item = itemOf(step)
  const value = item && items[item.step]?.[item.index]
  return {
    inputs: run.plan.kind === 'workflow' ? run.plan.inputs : {},
    outputs,
    results: run.steps,
    run: { task: run.task, by: run.by },
    ...(value !== undefined && { item: value }),
  }
}
