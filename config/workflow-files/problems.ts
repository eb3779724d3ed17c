import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { conditionProblems } from './condition-problems.ts'
import type { Found } from './found.ts'
import { inputProblems } from './input-problems.ts'
import type { Known } from './known.ts'
import { known as knownProblems } from './known-problems.ts'
import { needsProblems } from './needs-problems.ts'
import { referenceProblems } from './reference-problems.ts'
import { scheduleProblems } from './schedule-problems.ts'
import { stepProblems } from './step-problems.ts'
import { triggerProblems } from './trigger-problems.ts'

/** Everything that is only wrong in view of something else. */
export function workflowProblems(definition: WorkflowDefinition, known: Known | undefined): readonly Found[] {
  const { steps } = definition
  const needs = needsProblems(steps)
  // What a step may point to is told by the order of the steps, which must be one.
  const inOrder = needs.length > 0 ? needs : referenceProblems(definition, known?.secrets)
  return [
    ...inputProblems(definition),
    ...steps.flatMap((step, index) => stepProblems(step, ['steps', index])),
    ...inOrder,
    ...conditionProblems(definition),
    ...(needs.length > 0 ? [] : [...scheduleProblems(definition, known), ...triggerProblems(definition, known)]),
    ...(known ? knownProblems(definition, known) : []),
  ]
}
