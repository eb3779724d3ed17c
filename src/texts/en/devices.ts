/** Devices of an inventory: how they differ from what they should be, and what is done about it. */
export const devices = {
  noInventory: 'I watch no devices: no inventory is configured. For services, say “what has drifted?”.',
  /** Titles of the card of a ring. */
  haveDrifted: ({ service, ring, count }: { service: string; ring: string; count: number }) =>
    count === 1
      ? `1 device of ${service} in ${ring} has drifted`
      : `${count} devices of ${service} in ${ring} have drifted`,
  needPeople: ({ service, ring, count }: { service: string; ring: string; count: number }) =>
    count === 1 ? `1 device of ${service} in ${ring} needs you` : `${count} devices of ${service} in ${ring} need you`,
  inOrderAgain: ({ service, ring }: { service: string; ring: string }) =>
    `The devices of ${service} in ${ring} are in order again`,
  columns: { device: 'Device', service: 'Service', ring: 'Ring', found: 'Found', since: 'Since', next: 'What happens' },
  failureColumns: { lastSeen: 'Last seen', fixes: 'Fixes in vain' },
  found: {
    missing: ({ expected }: { expected: string }) => `not installed; expected ${expected}`,
    version: ({ actual, expected }: { actual: string; expected: string }) => `${actual}; expected ${expected}`,
    config: 'another configuration',
    stopped: 'stopped',
    unhealthy: 'unhealthy',
    silent: ({ since }: { since: string }) => `silent since ${since}`,
    unclear: 'does not say whether it runs',
    untold: ({ actual }: { actual: string }) =>
      actual === '' ? 'nobody says what should run there' : `${actual}; nobody says what should run there`,
  },
  next: {
    inLine: 'is looked at next',
    notDeployed: 'for you: Shipmate has not deployed there yet',
    fixing: ({ task }: { task: string }) => `being fixed: ${task}`,
    checking: ({ task }: { task: string }) => `fixed by ${task}; I check whether it holds`,
    failed: ({ task }: { task: string }) => `the fix ${task} did not help`,
    backoff: ({ time }: { time: string }) => `the last fix did not hold; next one at ${time}`,
    budget: ({ time }: { time: string }) => `this hour’s fixes are used up; next one at ${time}`,
    proposed: 'for you to request',
    escalated: {
      'unknown-kind': 'a person has to look: I don’t know a fix',
      policy: 'a person has to look: the policy says so',
      'did-not-hold': 'a person has to look: 2 fixes did not hold',
    },
    fixed: ({ time }: { time: string }) => `in order since ${time}`,
    gone: ({ time }: { time: string }) => `no longer in the inventory since ${time}`,
    replaced: ({ time }: { time: string }) => `differs in another way since ${time}`,
  },
  button: {
    install: ({ device }: { device: string }) => `Install on ${device}`,
    update: ({ device }: { device: string }) => `Update ${device}`,
    configure: ({ device }: { device: string }) => `Configure ${device}`,
    restart: ({ device }: { device: string }) => `Restart on ${device}`,
  },
  howTheyAreFixed: 'A button requests the fix as you; your permissions apply.',
  more: ({ count }: { count: number }) => `And ${count} more.`,
  /** Answers. */
  failures: ({ count }: { count: number }) => (count === 1 ? '1 device has failed' : `${count} devices have failed`),
  noFailures: ({ count }: { count: number }) =>
    count === 1 ? 'The one device has what it should.' : `All ${count} devices have what they should.`,
  drifted: ({ count }: { count: number }) => (count === 1 ? '1 device has drifted' : `${count} devices have drifted`),
  noneDrifted: ({ count }: { count: number }) =>
    count === 1
      ? 'The one device has not drifted; checked just now.'
      : `None of ${count} devices has drifted; checked just now.`,
  noDevices: 'There are no devices there that you may see.',
  unknownDevice: ({ device }: { device: string }) => `I don’t know a device ${device}, or you may not see it.`,
  nothingToFix: ({ device }: { device: string }) =>
    `Nothing of ${device} that you may fix has drifted for longer than a minute.`,
  whichService: ({ device }: { device: string }) => `Which drift of ${device}?`,
  /** Why an inventory could not be read; a sentence each. */
  inventory: {
    silent: ({ seconds }: { seconds: number }) => `The inventory has not answered within ${seconds} s.`,
    unreachable: ({ why }: { why: string }) => `The inventory cannot be reached: ${why}.`,
    refused: ({ status }: { status: number }) => `The inventory answers with ${status}.`,
    'too-large': ({ megabytes }: { megabytes: number }) =>
      `The inventory sends more than ${megabytes} MB, so I stopped reading.`,
    'too-many': ({ most }: { most: number }) => `The inventory lists more than ${most} devices, so I stopped reading.`,
    rubbish: ({ what }: { what: string }) => `The inventory answers with something I cannot read: ${what}.`,
  },
  /** Follows that sentence. */
  nothingLost: 'Nothing was changed; I keep looking.',
}
