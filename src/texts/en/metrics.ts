interface RatesSeen {
  readonly service: string
  readonly environment: string
  readonly last: string
  readonly least: string
  readonly most: string
  readonly deployed: number
}

/** Figures of requests, and what is left of an error budget. Numbers come formatted. */
export const metrics = {
  names: { 'error rate': 'error rate', latency: 'latency', traffic: 'traffic', availability: 'availability' },
  title: ({ metric, service, time }: { metric: string; service: string; time: string }) =>
    `${metric} of ${service}, last ${time}`,
  noRequests: 'no requests',
  requests: ({ count, number }: { count: number; number: string }) =>
    count === 1 ? `${number} request` : `${number} requests`,
  errorRate: ({ share, requests, errors }: { share: string; requests: string; errors: string }) =>
    `${share} of ${requests} failed (${errors})`,
  availability: ({ share, requests }: { share: string; requests: string }) =>
    `${share} of ${requests} were answered without an error`,
  traffic: ({ requests, perMinute }: { requests: string; perMinute: string }) => `${requests}, ${perMinute} a minute`,
  andHealth: ({ figures, health }: { figures: string; health: string }) => `${figures}; now ${health}`,
  unknown: ({ why }: { why: string }) => `requests are not known: ${why}`,
  none: ({ service }: { service: string }) => `There are no metrics: nothing measures the traffic of ${service}.`,
  notMeasured: ({ metric, howCounted, names }: { metric: string; howCounted: string; names: string }) =>
    `I do not measure ${metric}: I only see requests, which are counted ${howCounted}. Ask me for ${names}.`,
  counted: ({ howCounted, time }: { howCounted: string; time: string }) => `Counted ${howCounted} until ${time}.`,
  countedByHour: ({ howCounted, time }: { howCounted: string; time: string }) =>
    `Counted ${howCounted}, by the hour, until ${time}.`,
  startAt: ({ time }: { time: string }) => `Figures start at ${time}.`,
  /** How the error rate went. Shares come formatted. */
  rates: {
    from: 'From',
    title: ({ service }: { service: string }) => `Error rate of ${service}`,
    unit: '% of requests',
    alt: ({ service, environment, last, least, most, deployed }: RatesSeen) =>
      `The error rate of ${service} on ${environment} was between ${least} and ${most}, at the end ${last}${deployed === 0 ? '' : `; ${deployed} ${deployed === 1 ? 'deployment is' : 'deployments are'} marked`}.`,
  },
  budget: {
    title: ({ service }: { service: string }) => `Error budget of ${service}`,
    titleFor: ({ service, time }: { service: string; time: string }) => `Error budget of ${service}, last ${time}`,
    noObjective: ({ service }: { service: string }) =>
      `${service} has no objective, so there is no error budget. Set one in shipmate.yaml, under ${service} in services: “objective: { availability: 99.5, days: 28 }”.`,
    noneSet: 'no objective is set',
    objective: ({ objective }: { objective: string }) => `objective: ${objective}`,
    over: ({ share, days }: { share: string; days: string }) => `${share} over ${days}`,
    /** @param why A sentence. */
    notKnown: ({ why }: { why: string }) => `There are no figures now: ${why}`,
    noFigures: 'there are no figures: nothing counts its requests',
    reached: ({ share, objective }: { share: string; objective: string }) =>
      `reached: ${share}, objective: ${objective}`,
    inLastHour: ({ burn }: { burn: string }) => `in the last hour: ${burn}`,
    tooFew: ({ requests, enough }: { requests: string; enough: string }) =>
      `too few requests to tell how much of the error budget is left (${requests} of the ${enough} needed)`,
    spent: ({ errors, requests, allowed }: { errors: string; requests: string; allowed: string }) =>
      `the error budget is spent (${errors} of ${requests} requests failed, ${allowed} allowed)`,
    left: ({
      share,
      errors,
      requests,
      allowed,
    }: {
      share: string
      errors: string
      requests: string
      allowed: string
    }) => `${share} of the error budget is left (${errors} of ${requests} requests failed, ${allowed} allowed)`,
    noErrors: 'no errors',
    burnRate: ({ rate, days }: { rate: string; days: string }) => `burn rate ${rate} (1 spends the budget in ${days})`,
  },
}
