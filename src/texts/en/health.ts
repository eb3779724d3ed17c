/** How instances do. */
export const health = {
  healthyServing: ({ version }: { version: string }) => `healthy, serving ${version}`,
  stoppedOnPurpose: 'stopped on purpose',
  nothingDeployed: 'nothing deployed',
  now: ({ service, environment, health }: { service: string; environment: string; health: string }) =>
    `${service} on ${environment} now: ${health}.`,
  /** In the first line, whatever else there is. */
  down: ({ names }: { names: string }) => `Down: ${names}`,
  more: ({ count }: { count: number }) => `${count} more`,
  downNow: 'down: it should serve, and nothing runs',
  unknownOf: ({ unknown, serving }: { unknown: number; serving: number }) => `${unknown} of ${serving} cannot be asked`,
  nothingYet: 'Nothing is deployed yet',
  /** Something is deployed, and was stopped or is gone. */
  nothingRuns: 'Nothing is running',
  allHealthy: 'Everything that is deployed is healthy',
  /** All that runs is healthy, but not all that is deployed runs. */
  runningHealthy: ({ stopped }: { stopped: number }) =>
    `Everything that runs is healthy; ${stopped} ${stopped === 1 ? 'is' : 'are'} stopped`,
  unhealthyOf: ({ unhealthy, serving }: { unhealthy: number; serving: number }) =>
    `${unhealthy} of ${serving} unhealthy`,
  noAnswerWithin: ({ seconds }: { seconds: number }) => `It gave no answer within ${seconds} s.`,
  /** Places whose targets were asked and said nothing. */
  noAnswerFrom: ({ names }: { names: string }) => `No answer from ${names}.`,
  /** In one word, for a column. */
  states: { healthy: 'healthy', down: 'down', unhealthy: 'unhealthy', unknown: 'not known', stopped: 'stopped' },
}
