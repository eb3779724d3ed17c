import type { DeployPlan } from '../../src/domain/plans/deploy.ts'

/** A plan of the sample service, as far as a test does not care. */
export const deployPlan = (given: Partial<DeployPlan> = {}): DeployPlan => ({
  kind: 'deploy',
  service: 'billionmail',
  environment: 'staging',
  ref: 'v1.0.0',
  release: { sha: 'a'.repeat(40), version: 'v1.0.0' },
  commits: [],
  commitCount: 0,
  strategy: 'blue-green',
  recipe: 'usual',
  ...given,
})
