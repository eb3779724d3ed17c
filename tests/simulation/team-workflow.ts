import { readWorkflow } from '../../config/workflow-files/read-workflow.ts'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { ENVIRONMENTS, ROLES, SERVICES } from './team.ts'

/** A team's own workflow in two branches, with a wait, an approval, two deployments and something that is undone. */
const SHIP = {
  inputs: { service: { type: 'service' }, version: { type: 'version' } },
  steps: [
    {
      id: 'capacity',
      uses: 'command',
      with: { run: ['add-capacity'] },
      onFailure: { uses: 'command', with: { run: ['remove-capacity'] } },
    },
    {
      id: 'staging',
      uses: 'deploy',
      with: { service: '${{ inputs.service }}', environment: 'staging', version: '${{ inputs.version }}' },
    },
    { id: 'bake', needs: 'staging', wait: { for: '10m' } },
    { id: 'agree', needs: ['bake', 'capacity'], approval: { role: 'sre', expires: '4h' } },
    {
      id: 'production',
      needs: 'agree',
      uses: 'deploy',
      with: { service: '${{ inputs.service }}', environment: 'production', version: '${{ inputs.version }}' },
    },
  ],
}

export const TEAM_WORKFLOW: WorkflowDefinition = (() => {
  const source = { value: SHIP, problems: [], locate: () => ({ file: 'ship.yaml' }) }
  const names = {
    services: SERVICES,
    testedServices: [],
    environments: ENVIRONMENTS,
    harmlessEnvironments: [],
    roles: ROLES,
    heldRoles: ROLES,
  }
  const read = readWorkflow(source, 'ship', { ...names, agents: [], secrets: [], ci: [] })
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems))
  return read.definition
})()
