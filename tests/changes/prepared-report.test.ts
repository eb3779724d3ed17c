import { expect, test } from 'vitest'
import { prepare } from '../../src/changes/prepared-report.ts'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { NO_GATES } from '../support/no-gates.ts'

const release: WorkflowDefinition = {
  ...{ id: 'release', phrases: [], confirm: true },
  inputs: { where: { type: 'environment' } },
  steps: [
    {
      id: 'undo',
      uses: 'rollback',
      needs: [],
      with: { service: 'pay', environment: `$${'{{ inputs.where }}'}`, version: 'previous' },
    },
  ],
}

function partsThatPermit(): Parameters<typeof prepare>[0] {
  const numbers = { nextNumber: async () => 1, list: async () => [] }
  return {
    store: numbers,
    permissions: { decide: async () => ({ kind: 'allowed' }) },
    newId: () => 'id',
    onError: (error: unknown) => {
      throw error
    },
    settings: {
      services: [{ id: 'pay', environments: ['staging', 'production'] }],
      environments: [
        { id: 'staging', confirm: 'danger-only' },
        { id: 'production', confirm: 'changes' },
      ],
      workflows: [release],
      gates: NO_GATES,
    },
  } as unknown as Parameters<typeof prepare>[0]
}

const started = (branch: string) =>
  prepare(
    partsThatPermit(),
    {
      ...{ host: 'github', repository: 'acme/pay', delivery: '1', digest: 'd1' },
      happening: { what: 'pushed', branch, sha: 'a'.repeat(40), author: 'jo' },
    },
    {
      service: 'pay',
      tell: 'slack:C1/1',
      workflow: { id: 'release', inputs: { where: '{branch}' }, services: ['pay'] },
    },
    'correlation',
  )

test('a workflow whose environment the report names is held to what a person confirms there', async () => {
  expect(await started('staging')).toHaveProperty('start.plan.environment', 'staging')
  expect(await started('production')).toMatchObject({ reason: expect.stringContaining('undo') })
  expect(await started('production')).not.toHaveProperty('start')
})
