import type { Continued } from '../plans/workflow.ts'
import type { Run } from '../run.ts'
import { undoOf } from './as-workflow.ts'

/**
 * The steps of an ended run that need not be done again, with their outputs: done, not undone, and after nothing that is
 * to be done again.
 */
export function keptSteps({ plan, steps, progress }: Run): Pick<Continued, 'done' | 'outputs'> {
  if (plan.kind !== 'workflow') return { done: [], outputs: {} }
  const { definition } = plan
  const isKept = (id: string, seen: readonly string[] = []): boolean => {
    const step = definition.steps.find((one) => one.id === id)
    if (!step || seen.includes(id) || steps[id] !== 'done' || isUndone(id)) return false
    return step.needs.every((need) => steps[need] === 'skipped' || isKept(need, [...seen, id]))
  }
  const isUndone = (id: string): boolean =>
    Object.keys(steps).some((one) => one === undoOf(id) || (one.startsWith(`${id}/`) && one.endsWith(undoOf(''))))
  const done = definition.steps.map(({ id }) => id).filter((id) => isKept(id))
  const outputs = Object.entries(progress?.outputs ?? {}).filter(([id]) => done.includes(id))
  return { done, outputs: Object.fromEntries(outputs) }
}
