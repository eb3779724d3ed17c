/** What services write. */
export const logs = {
  title: ({
    service,
    environment,
    count,
    filter,
  }: {
    service: string
    environment: string
    count: number
    filter: string
  }) => `${service} on ${environment}: ${count === 1 ? 'the last line' : `the last ${count} lines`}${filter}`,
  /** Follows a count of lines. */
  filter: ({ words }: { words: string }) => ` with ${words}`,
  none: ({ service, environment, filter }: { service: string; environment: string; filter: string }) =>
    `There is no line of ${service} on ${environment}${filter} to show. Say “check health” for what runs.`,
  readAt: ({ time }: { time: string }) => `read at ${time}`,
  olderLeftOut: 'older lines are left out',
  withoutTimes: 'these lines carry no times, so older ones may be among them',
  whichEnvironment: ({ service }: { service: string }) =>
    `${service} runs in several environments: say which, as in “logs of ${service} on staging”.`,
  follow: {
    following: ({ service, environment, filter }: { service: string; environment: string; filter: string }) =>
      `Following the log of ${service} on ${environment}${filter}`,
    followed: ({ service, environment, filter }: { service: string; environment: string; filter: string }) =>
      `The log of ${service} on ${environment}${filter}, as it was followed`,
    stop: 'Stop following',
    until: ({ time }: { time: string }) => `until ${time}; say “stop” to end it sooner`,
    nothingYet: 'Nothing has been written yet.',
    notShown: 'Its lines are no longer shown here.',
    /** How it ended, as a footnote. */
    ended: {
      time: 'followed for 2 min; ask again for more',
      stopped: 'stopped',
      replaced: 'ended, since you follow another log',
      cut: 'I was restarted, so the rest was not followed; ask again for more',
      refused: 'you may no longer read it',
      failed: 'the log cannot be read any more',
    },
    stopped: 'I no longer follow it.',
    over: 'That log is no longer followed.',
    tooMany: ({ most }: { most: number }) =>
      `I follow ${most} logs already, and no more at once. Ask again in a minute or two.`,
  },
}
