/** How instances do. */
export const health = {
  healthyServing: ({ version }: { version: string }) => `healthy, serving ${version}`,
  stoppedOnPurpose: 'stopped on purpose',
  nothingDeployed: 'nothing deployed',
  now: ({ service, environment, health }: { service: string; environment: string; health: string }) =>
    `${service} on ${environment} now: ${health}.`,
  nothingYet: 'Nothing is deployed yet',
  /** Something is deployed, and was stopped or is gone. */
  nothingRuns: 'Nothing is running',
  allHealthy: 'Everything that is deployed is healthy',
  /** All that runs is healthy, but not all that is deployed runs. */
  runningHealthy: ({ stopped }: { stopped: number }) =>
    `Everything that runs is healthy; ${stopped} ${stopped === 1 ? 'is' : 'are'} stopped`,
  unhealthyOf: ({ unhealthy, serving }: { unhealthy: number; serving: number }) =>
    `${unhealthy} of ${serving} unhealthy`,
  /** In one word, for a column. */
  states: { healthy: 'healthy', unhealthy: 'unhealthy', unknown: 'not known', stopped: 'stopped' },
}
