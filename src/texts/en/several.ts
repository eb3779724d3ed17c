/** Several requests in one message. */
export const several = {
  /** Above the list of them. */
  oneAtATime: ({ count }: { count: number }) =>
    `I read ${COUNTS[count] ?? count} requests and do one at a time; the rest waits here:`,
  tooMany: ({ count }: { count: number }) =>
    `That is ${count} requests. I do one at a time, so please ask for them one by one. Nothing was started.`,
  /** Between the titles of deployments that are done one after the other. */
  joint: ', then ',
  /** `each`: one of them; `list`: all of them, joined. */
  each: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
    `${service} ${version} to ${environment}`,
  /** The same release in one more environment. */
  further: ({ environment }: { environment: string }) => `to ${environment}`,
  title: ({ list }: { list: string }) => `Deploy ${list}`,
  step: ({ service, environment, versions }: { service: string; environment: string; versions: string }) =>
    `${service} to ${environment}: ${versions}`,
  /** What one of them brings and takes out, in a few words. */
  brings: ({ count }: { count: number }) => (count === 1 ? '1 commit' : `${count} commits`),
  takesOut: ({ count }: { count: number }) => (count === 1 ? 'takes out 1 commit' : `takes out ${count} commits`),
  risk: { go: 'low risk', 'go-with-canary': 'canary advised', hold: 'on hold' },
  /** A sentence about one of them. */
  about: ({ service, environment, what }: { service: string; environment: string; what: string }) =>
    `${service} on ${environment}: ${what}`,
  oneByOne: 'Ask for each of them by itself.',
  /** What must hold before the next one starts. */
  between: {
    /** What was deployed by an earlier task is waited for. */
    first: {
      label: 'Before that',
      whenHealthy: ({ service, environment }: { service: string; environment: string }) =>
        `the first starts when ${service} on ${environment} is healthy`,
    },
    label: 'In between',
    whenLive: 'each starts when the one before it is live; one that fails ends it',
    whenHealthy: 'each starts when the one before it is live and healthy; one that fails ends it',
  },
  stillWaiting: 'Still waiting for you:',
}

const COUNTS: Readonly<Record<number, string>> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five' }
