interface Durations {
  readonly count: number
  readonly place: string
  readonly failed: number
  readonly least: string
  readonly most: string
}

/** What is live, what was deployed, what would ship. */
export const deployments = {
  notThere: 'That service does not run in that environment.',
  notVisible: 'That service and environment do not exist, or you may not see them.',
  serviceNotVisible: 'That service does not exist, or you may not see it.',
  whatIsLive: 'What is live',
  whatIsLiveAndStopped: ({ stopped }: { stopped: number }) =>
    `What is live; ${stopped} ${stopped === 1 ? 'is' : 'are'} stopped`,
  /** In a column of versions. */
  notServing: ({ version }: { version: string }) => `${version}, not running`,
  at: ({ service, environment }: { service: string; environment: string }) => `${service} on ${environment}`,
  isDown: ({ service, environment }: { service: string; environment: string }) =>
    `${service} on ${environment} is down`,
  isUnhealthy: ({ service, environment }: { service: string; environment: string }) =>
    `${service} on ${environment} is unhealthy`,
  fields: {
    service: 'Service',
    environment: 'Environment',
    version: 'Version',
    health: 'Health',
    since: 'Since',
    before: 'Before',
    address: 'Address',
    changingNow: 'Changing now',
  },
  nothingDeployed: 'nothing deployed',
  history: {
    none: 'No deployments that you may see match that.',
    last: ({ count }: { count: number }) => (count === 1 ? 'Last 1 deployment' : `Last ${count} deployments`),
    columns: {
      task: 'Task',
      what: 'What',
      version: 'Version',
      where: 'Where',
      result: 'Result',
      took: 'Took',
      when: 'When',
      by: 'By',
    },
    /** Of a chart, and for those who cannot see it. Times come formatted. */
    picture: {
      perDay: 'deployments a day',
      seconds: 'seconds',
      durations: ({ place }: { place: string }) => `How long deployments took: ${place}`,
      outcomes: ({ count, outcomes, from, until }: { count: number; outcomes: string; from: string; until: string }) =>
        `${count} deployments from ${from} to ${until}: ${outcomes}.`,
      took: ({ count, place, failed, least, most }: Durations) =>
        `${count} deployments of ${place} took from ${least} to ${most}${failed === 0 ? '' : `; ${failed} failed`}.`,
    },
    kinds: {
      restart: 'restart',
      scale: 'scaling',
      build: 'build',
      deploy: 'deploy',
      rollback: 'rollback',
      repair: 'fix of a device',
      workflow: 'workflow',
    },
  },
  diff: {
    title: ({ service, version }: { service: string; version: string }) => `What would ship: ${service} ${version}`,
    toShip: ({ service, version }: { service: string; version: string }) =>
      `To ship it: deploy ${service} ${version} to …`,
    compare: 'Changes',
    nothing: ({ environment, version }: { environment: string; version: string }) =>
      `${environment}: ${version} is deployed; nothing to ship.`,
    older: ({ change, version }: { change: string; version: string }) =>
      `${change}, no new commits (${version} is older).`,
    commits: ({ change, count }: { change: string; count: number }) =>
      count === 1 ? `${change}, 1 commit:` : `${change}, ${count} commits:`,
  },
  builds: 'Builds',
  buildTrend: {
    seconds: 'seconds',
    durations: ({ place }: { place: string }) => `How long builds took: ${place}`,
    took: ({ count, place, failed, least, most }: Durations) =>
      `${count} builds of ${place} took from ${least} to ${most}${failed === 0 ? '' : `; ${failed} failed`}.`,
  },
  noBuilds: 'Nothing that you may see was built on its own yet; a deployment builds what it needs.',
  /** How many places are how, where not all are shown. */
  places: {
    counted: ({ count, kinds }: { count: number; kinds: string }) => `${count} places: ${kinds}.`,
    down: ({ count }: { count: number }) => `${count} down`,
    unhealthy: ({ count }: { count: number }) => `${count} unhealthy`,
    changing: ({ count }: { count: number }) => `${count} changing now`,
    healthy: ({ count }: { count: number }) => `${count} healthy`,
    unknown: ({ count }: { count: number }) => `${count} not known`,
    'nothing-deployed': ({ count }: { count: number }) => `${count} with nothing deployed`,
    moreHealthy: ({ count }: { count: number }) => `… and ${count} more are healthy`,
    more: ({ count, kinds }: { count: number; kinds: string }) => `… and ${count} more: ${kinds}`,
    another: ({ service }: { service: string }) =>
      `For one that is not shown here, say its name: “status of ${service}”.`,
  },
}
