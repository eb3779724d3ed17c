import type { Continued } from '../plans/workflow.ts'
import type { Run } from '../run.ts'
import { undoOf } from './as-workflow.ts'
import { before } from './before.ts'
import type { StepDefinition, WorkflowDefinition } from './definition.ts'

/**
 * The steps of an ended run that need not be done again, with their outputs: done, not undone, and after nothing that is
 * to be done again. An approval is asked for again while anything after it is to be done: it was somebody's word on
 * what another person had started then. What came after it and is done stays done.
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
  const sound = definition.steps.filter(({ id }) => isKept(id))
  const isSettled = (one: StepDefinition): boolean => steps[one.id] === 'skipped' || sound.includes(one)
  const isAskedAgain = ({ id, uses }: StepDefinition): boolean =>
    uses === 'approval' &&
    definition.steps.some((later) => before(later, definition.steps).has(id) && !isSettled(later))
  const done = sound.filter((step) => !isAskedAgain(step)).map(({ id }) => id)
  const outputs = Object.entries(progress?.outputs ?? {}).filter(([id]) => done.includes(id))
  return { done, outputs: Object.fromEntries(outputs) }
}

/**
 * Whether the failed jobs of a step's run can be run again: it would be asked for with the same values, since nothing that it
 * builds on is done again but approvals.
 */
export function canRunAgain(run: Run, step: string): boolean {
  if (run.plan.kind !== 'workflow' || run.plan.several) return false
  const { steps } = run.plan.definition
  const own = steps.find(({ id }) => id === step)
  const { done } = keptSteps(run)
  const isSettled = (id: string): boolean =>
    done.includes(id) || run.steps[id] === 'skipped' || steps.find((one) => one.id === id)?.uses === 'approval'
  return own?.uses === 'github-actions' && [...before(own, steps)].every(isSettled)
}

/** A workflow of which some steps stay done: what is to be done waits for the approvals before it that are asked again. */
export function afterApprovals(definition: WorkflowDefinition, done: readonly string[]): WorkflowDefinition {
  const isOpen = ({ id }: StepDefinition): boolean => !done.includes(id)
  const approvals = definition.steps.filter((step) => step.uses === 'approval' && isOpen(step)).map(({ id }) => id)
  const steps = definition.steps.map((step) => {
    if (!isOpen(step)) return step
    const earlier = before(step, definition.steps)
    return { ...step, needs: [...new Set([...step.needs, ...approvals.filter((id) => earlier.has(id))])] }
  })
  return { ...definition, steps }
}
