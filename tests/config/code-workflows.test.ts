import { expect, test } from 'vitest'
import { codeWorkflowProblems } from '../../config/code-event-problems.ts'
import { describeProblem } from '../../config/problem.ts'
import type { Known } from '../../config/workflow-files/known.ts'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'

const known: Known = {
  ...{
    services: ['pay'],
    testedServices: [],
    environments: ['staging', 'production'],
    harmlessEnvironments: ['staging'],
  },
  ...{ roles: [], heldRoles: [], agents: [], secrets: [], ci: [] },
}
const deploys = (environment: string): WorkflowDefinition['steps'] => [
  { id: 'ship', uses: 'deploy', needs: [], with: { service: 'pay', environment, version: 'latest' } },
]
const workflows: readonly WorkflowDefinition[] = [
  { id: 'live', phrases: [], confirm: true, inputs: {}, steps: deploys('production') },
  {
    ...{ id: 'anywhere', phrases: [], confirm: true, steps: deploys(`$${'{{ inputs.where }}'}`) },
    inputs: { where: { type: 'environment' } },
  },
]

const problemsWith = (workflow: string, given?: Readonly<Record<string, string>>) =>
  codeWorkflowProblems(
    [{ on: ['pushed'], tell: 'slack:C1', workflow, ...(given && { with: given }) }],
    workflows,
    known,
  )
    .map(describeProblem)
    .join('\n')

test.each([
  ['lives', undefined, "'lives' is not the id of a workflow. Did you mean 'live'?"],
  ['live', undefined, "'ship' of live changes a protected environment"],
  ['live', { to: 'x' }, "live has no input 'to'"],
  ['anywhere', {}, "nobody says the input 'where' of anywhere"],
  ['anywhere', { where: 'stagin' }, "'stagin' is not one of them. Did you mean 'staging'?"],
  ['anywhere', { where: 'production' }, "'ship' of anywhere changes a protected environment"],
  // Only a report will say which.
  ['anywhere', { where: '{branch}' }, "'ship' of anywhere changes a protected environment"],
])('a report cannot start %s with %o', (workflow, given, problem) => {
  expect(problemsWith(workflow, given)).toContain(problem)
})

test('a report may start what changes only where nobody confirms', () => {
  expect(problemsWith('anywhere', { where: 'staging' })).toBe('')
})
