import { expect, test } from 'vitest'
import { describeProblem } from '../../../config/problem.ts'
import { readYaml } from '../../../config/source.ts'
import type { Known } from '../../../config/workflow-files/known.ts'
import { readWorkflow } from '../../../config/workflow-files/read-workflow.ts'

const known: Known = {
  ...{ services: ['payments', 'mail'], testedServices: [], environments: ['staging', 'production'] },
  ...{ harmlessEnvironments: ['staging'], roles: [], heldRoles: [], agents: [], secrets: [], ci: [] },
}

const read = (trigger: string) =>
  readWorkflow(
    readYaml(
      [
        'inputs:',
        '  where: { type: environment, default: staging }',
        '  tag: text',
        'on:',
        `  - ${trigger}`,
        'steps:',
        "  - { id: ship, uses: deploy, with: { service: payments, environment: '${{ inputs.where }}', version: '${{ inputs.tag }}' } }",
        '',
      ].join('\n'),
      'w.yaml',
    ),
    'w',
    known,
  )

const problemsWith = (trigger: string): string => {
  const reading = read(trigger)
  return reading.kind === 'problems' ? reading.problems.map(describeProblem).join('\n') : ''
}

test('a trigger is read with its filters, one of which may stand alone', () => {
  const trigger = "{ event: release.published, services: payments, channel: 'slack:C1', with: { tag: '{tag}' } }"
  expect(read(trigger)).toMatchObject({
    kind: 'workflow',
    definition: {
      on: [{ event: ['release.published'], services: ['payments'], channel: 'slack:C1', with: { tag: '{tag}' } }],
    },
  })
})

test.each([
  ["{ event: released, channel: 'slack:C1', with: { tag: x } }", 'w.yaml:5: on.0.event.0'],
  ['{ event: pushed, with: { tag: x } }', 'w.yaml:5: on.0.channel'],
  ["{ event: pushed, channel: 'slack:C1', what: x, with: { tag: x } }", 'w.yaml:5: on.0.what: unknown key'],
  [
    "{ event: pushed, services: [paiments], channel: 'slack:C1', with: { tag: x } }",
    "w.yaml:5: on.0.services.0: there is no service 'paiments'. Did you mean 'payments'?",
  ],
  [
    "{ event: release.published, branches: [main], channel: 'slack:C1', with: { tag: x } }",
    'on.0.branches: release.published is of no branch, so it would never start',
  ],
  ["{ event: pushed, green: true, channel: 'slack:C1', with: { tag: x } }", 'on.0.green: is only about checks.done'],
  [
    "{ event: [release.published, pushed], channel: 'slack:C1', with: { tag: '{tag}' } }",
    'on.0.with.tag: pushed tells no {tag}. pushed tells {branch}, {sha}',
  ],
  [
    "{ event: pushed, channel: 'slack:C1' }",
    "on.0: nobody says the input 'tag' then. Add with: { tag: … } to the trigger",
  ],
  ["{ event: pushed, channel: 'slack:C1', with: { tag: x, to: y } }", "on.0.with.to: there is no input 'to'"],
  [
    "{ event: pushed, channel: 'slack:C1', with: { tag: x, where: stagin } }",
    "on.0.with.where: 'stagin' is not one of them. Did you mean 'staging'?",
  ],
  [
    "{ event: pushed, channel: 'slack:C1', with: { tag: x, where: production } }",
    "w.yaml:5: on.0: 'ship' changes a protected environment, and nobody confirms what starts by itself",
  ],
  // Only a report will say which.
  [
    "{ event: pushed, channel: 'slack:C1', with: { tag: x, where: '{branch}' } }",
    "'ship' changes a protected environment",
  ],
])('%s is refused with its line', (trigger, problem) => {
  expect(problemsWith(trigger)).toContain(problem)
})

test('a trigger without a channel is told what a channel is for', () => {
  const reading = read('{ event: merged }')
  const problems = reading.kind === 'problems' ? reading.problems.map(describeProblem) : []
  expect(problems).toContain(
    'w.yaml:5: on.0.channel: is missing. Expected here: where the cards of runs go that nobody asked for, such as slack:C024BE7LH.',
  )
})
