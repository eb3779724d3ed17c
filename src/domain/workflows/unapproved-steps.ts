import { before } from './before.ts'
import type { StepDefinition, WorkflowDefinition } from './definition.ts'
import { changedEnvironments } from './places.ts'

/**
 * Steps that change an environment before anybody has approved it, where nobody confirms a run. An environment that only a
 * run will know is one of those.
 */
export function unapprovedSteps(
  definition: Pick<WorkflowDefinition, 'steps' | 'inputs'>,
  inputs: Readonly<Record<string, string>>,
  isHarmless: (environment: string) => boolean,
): readonly StepDefinition[] {
  const { steps } = definition
  const isApproved = (step: StepDefinition): boolean => {
    const earlier = before(step, steps)
    return steps.some(({ id, uses }) => uses === 'approval' && earlier.has(id))
  }
  const changes = (step: StepDefinition): boolean =>
    !changedEnvironments({ ...definition, steps: [step] }, inputs).every(isHarmless)
  return steps.filter((step) => changes(step) && !isApproved(step))
}
