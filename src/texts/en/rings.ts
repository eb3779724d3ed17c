/** Releases that go to environments ring by ring. */
export const rings = {
  title: ({ service, version, rings: names }: { service: string; version: string; rings: string }) =>
    `Deploy ${service} ${version} to ring ${names}`,
  /** Why it is asked first. */
  confirmed: 'A release that goes to rings needs confirmation, once.',
  line: ({ ring, step }: { ring: string; step: string }) => `${ring}: ${step}`,
  between: {
    label: 'In between',
    first: 'Before that',
    healthy: 'each ring starts when the one before it is healthy with the release; the first failure ends it',
    bakes: ({ ring, minutes }: { ring: string; minutes: string }) => `${ring} must have had it for ${minutes}`,
    waits: ({ ring }: { ring: string }) => `${ring} must be healthy with the release`,
    until: ({ ring, time }: { ring: string; time: string }) => `${ring} must have had the release until ${time}`,
    approval: ({ ring, count, role }: { ring: string; count: number; role: string }) =>
      `${ring} needs ${count} ${count === 1 ? 'approval' : 'approvals'} by ${role}`,
  },
  /** How far it came. */
  stands: {
    whole: ({ ring }: { ring: string }) => `Ring ${ring} got the release.`,
    none: ({ ring }: { ring: string }) => `Ring ${ring} was not started.`,
    part: ({ ring, has, lacks }: { ring: string; has: string; lacks: string }) =>
      `In ring ${ring}, ${has} got the release, and ${lacks} did not.`,
    failed: ({ ring, lacks }: { ring: string; lacks: string }) => `Ring ${ring} did not get the release on ${lacks}.`,
  },
  /** Why the next ring does not get it. */
  another: ({ service, environment, version }: { service: string; environment: string; version: string }) =>
    `${service} on ${environment} runs ${version} now, and no longer the release that goes to the rings.`,
  advisedBack: ({ service, environment, version }: { service: string; environment: string; version: string }) =>
    `${service} ${version} on ${environment} should be rolled back, by what its users get.`,
  next: ({ ring, version, before }: { ring: string; version: string; before: string }) =>
    `${version} is what is live in ring ${before}, and ${ring} is the next ring.`,
  problem: {
    alreadyLive: ({ service, version, rings: names }: { service: string; version: string; rings: string }) =>
      `${service} ${version} is already live in ring ${names}.`,
    whichVersion:
      'Rings may have had different releases before. Say which version to deploy, or roll back one environment.',
    notThere: ({ service, ring }: { service: string; ring: string }) =>
      `${service} runs in no environment of ring ${ring}.`,
    noRings: ({ service }: { service: string }) => `${service} runs in no environment of any ring.`,
    healthUntold: ({ service, environment, why }: { service: string; environment: string; why: string }) =>
      `The ring after ${environment} would never start, since nobody can tell whether ${service} is healthy there: ${why} Let its target tell its health (docs/rings.md), or deploy to each environment by itself.`,
    nothingLive: ({ service, ring }: { service: string; ring: string }) =>
      `Nothing of ${service} is live everywhere in ring ${ring}, so there is nothing to promote.`,
    uneven: ({ service, ring }: { service: string; ring: string }) =>
      `The environments of ring ${ring} run different releases of ${service}. Say which version to deploy.`,
    everywhere: ({ service, version }: { service: string; version: string }) =>
      `${service} ${version} is live in every ring, so there is no next one.`,
    another: ({ ring, version, named }: { ring: string; version: string; named: string }) =>
      `Ring ${ring} has ${version}, not ${named}, so I promote neither. Say which one to deploy.`,
    oneOf: ({ ring, environments }: { ring: string; environments: string }) =>
      `${ring} is a ring of ${environments}, and that is asked of one environment.`,
  },
}
