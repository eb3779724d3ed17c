/** What serves differs from what should. */
export const drift = {
  hasDrifted: ({ service, environment }: { service: string; environment: string }) =>
    `${service} on ${environment} has drifted`,
  hadDrifted: ({ service, environment }: { service: string; environment: string }) =>
    `${service} on ${environment} had drifted`,
  howItIsFixed: 'The button requests the fix as you; your permissions apply.',
  judgedBy: ({ task, model }: { task: string; model: string }) => `${task} · judged by ${model}`,
  redeploy: ({ version }: { version: string }) => `Redeploy ${version}`,
  rollBackTo: ({ version }: { version: string }) => `Roll back to ${version}`,
  rollBackToPrevious: 'Roll back to the previous release',
  replaced: ({ time }: { time: string }) => `Replaced at ${time} by another drift.`,
  stoppedOnPurpose: ({ time }: { time: string }) => `Stopped on purpose at ${time}.`,
  resolved: ({ time }: { time: string }) => `Resolved at ${time}.`,
  resolvedLive: ({ time, version }: { time: string; version: string }) =>
    `Resolved at ${time}: ${version} is live, as expected.`,
  ended: ({ time }: { time: string }) => `This drift ended at ${time}. Nothing was done.`,
  noFix: {
    changing: ({ task, service, environment }: { task: string; service: string; environment: string }) =>
      `${task} is changing ${service} on ${environment} right now. Nothing was done.`,
    deployedSince: ({ service, environment }: { service: string; environment: string }) =>
      `${service} on ${environment} has been deployed again since. Nothing was done.`,
    forAPerson: ({
      service,
      environment,
      drift,
      why,
    }: {
      service: string
      environment: string
      drift: string
      why: string
    }) => `${service} on ${environment}: ${drift} ${why} Nothing was done.`,
    notJudged: 'I am still working out what to do; ask again in a moment.',
  },
  nothingToFix: 'Nothing that you may fix has drifted. Say “what has drifted?” to have me look.',
  whichOfThese: 'Which of these?',
  notMonitored: ({ device }: { device: string }) =>
    `I don’t monitor ${device} for drift, only services in their environments.`,
  notMonitoredAsk: ({ device }: { device: string }) =>
    `I don’t monitor ${device} for drift, only services in their environments. For those, say “what has drifted?”.`,
  nothingDeployed: 'Nothing is deployed there yet, so nothing can have drifted.',
  found: 'Drift found',
  counted: ({ count }: { count: number }) => (count === 1 ? '1 drift' : `${count} drifts`),
  nothingDrifted: 'Nothing has drifted',
  justSeen: 'Seen just now; if it persists, I report it in the thread of its deployment:',
  stopped: 'Stopped on purpose, so I alert nobody:',
  columns: {
    service: 'Service',
    environment: 'Environment',
    found: 'Found',
    since: 'Since',
    suggestedFix: 'Suggested fix',
  },
  needsPerson: 'needs a person',
  cannotTell: 'its target cannot tell what is live',
  at: ({ service, environment, what }: { service: string; environment: string; what: string }) =>
    `${service} on ${environment}: ${what}`,
  none: ({ places }: { places: number }) =>
    places === 1
      ? 'No drift in the one place that you may see; checked just now.'
      : `No drift in the ${places} places that you may see; checked just now.`,
}
