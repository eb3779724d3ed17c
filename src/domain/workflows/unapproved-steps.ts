import type { Run } from '../run.ts'
import { isUndo, itemOf } from './as-workflow.ts'
import { before } from './before.ts'
import { asksForFailure, parseCondition } from './condition.ts'
import type { StepDefinition, WorkflowDefinition } from './definition.ts'
import { changedEnvironments } from './places.ts'

type Definition = Pick<WorkflowDefinition, 'steps' | 'inputs'>
type Inputs = Readonly<Record<string, string>>
type IsHarmless = (environment: string) => boolean

/**
 * Steps that change an environment before anybody has approved it, where nobody confirms a run. An environment that only a
 * run will know is one of those.
 */
export function unapprovedSteps(
  definition: Definition,
  inputs: Inputs,
  isHarmless: IsHarmless,
): readonly StepDefinition[] {
  const { steps } = definition
  const isApproved = (step: StepDefinition): boolean =>
    !startsAfterFailure(step) && approvalsBefore(step, steps).some(isAlwaysAsked)
  return steps.filter((step) => changes(definition, step, inputs, isHarmless) && !isApproved(step))
}

/**
 * Whether a step of a run that nobody confirmed would change an environment though no approval before it was given: looked
 * at once more when its turn comes, since only then what was skipped and refused is known. Pure.
 * @param id Of a step, or of it for one item of its list. What undoes a step is never unapproved: the step was approved.
 */
export function isUnapproved(
  { plan, steps: states }: Pick<Run, 'plan' | 'steps'>,
  id: string,
  isHarmless: IsHarmless,
): boolean {
  if (plan.kind !== 'workflow' || isUndo(id)) return false
  const { definition, inputs } = plan
  const step = definition.steps.find((one) => one.id === (itemOf(id)?.step ?? id))
  if (!step || !changes(definition, step, inputs, isHarmless)) return false
  const isGiven = ({ id: approval, forEach }: StepDefinition): boolean =>
    states[approval] === 'done' && forEach === undefined
  return !approvalsBefore(step, definition.steps).some(isGiven)
}

function changes(definition: Definition, step: StepDefinition, inputs: Inputs, isHarmless: IsHarmless): boolean {
  return !changedEnvironments({ ...definition, steps: [step] }, inputs).every(isHarmless)
}

function approvalsBefore(step: StepDefinition, steps: readonly StepDefinition[]): readonly StepDefinition[] {
  const earlier = before(step, steps)
  return steps.filter(({ id, uses }) => uses === 'approval' && earlier.has(id))
}

/** One with a condition may be skipped, and a list may be empty: then it is over, and nobody was asked. */
const isAlwaysAsked = ({ when, forEach }: StepDefinition): boolean => when === undefined && forEach === undefined

/** A refused approval is a failure as well: what asks for one would start because of it. */
function startsAfterFailure({ when }: StepDefinition): boolean {
  if (when === undefined) return false
  const parsed = parseCondition(when)
  return parsed.kind === 'problem' || asksForFailure(parsed.condition)
}
