import { before } from '../../src/domain/workflows/before.ts'
import {
  asksForFailure,
  type Condition,
  holds,
  parseCondition,
  referencesOf,
} from '../../src/domain/workflows/condition.ts'
import type { StepDefinition, WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import type { Found } from './found.ts'
import { wrongReference } from './reference-problems.ts'

/** Conditions that cannot be read, point nowhere, or never hold; and the steps that come only after such a one. */
export function conditionProblems(definition: WorkflowDefinition): readonly Found[] {
  return definition.steps.flatMap((step, index) => {
    if (step.when === undefined) return []
    const path = ['steps', index, 'when']
    const parsed = parseCondition(step.when)
    if (parsed.kind === 'problem') {
      const remedy = 'Write it like: inputs.environment == production && success()'
      return [{ path, problem: `the condition ${parsed.problem}`, remedy }]
    }
    return [...pointless(parsed.condition, step, path), ...wrongReferences(parsed.condition, definition, step, path)]
  })
}

function wrongReferences(
  condition: Condition,
  definition: WorkflowDefinition,
  step: StepDefinition,
  path: Found['path'],
): readonly Found[] {
  const place = { definition, step, secrets: undefined, ready: before(step, definition.steps) }
  return referencesOf(condition).flatMap((reference) => wrongReference(reference, path, place) ?? [])
}

const NOTHING = { inputs: {}, outputs: {}, results: {}, run: { task: '', by: '' } }

function pointless(condition: Condition, step: StepDefinition, path: Found['path']): readonly Found[] {
  const isConstant = referencesOf(condition).length === 0
  const ever = holds(condition, NOTHING, false) || holds(condition, NOTHING, true)
  if (isConstant && !ever) {
    return [{ path, problem: `'${step.id}' is never reached: its condition never holds`, remedy: 'Remove the step.' }]
  }
  if (asksForFailure(condition) && step.needs.length === 0) {
    const problem = `'${step.id}' is never reached: nothing has failed yet at the beginning`
    return [{ path, problem, remedy: 'Say with needs after which steps it is looked at.' }]
  }
  return []
}
