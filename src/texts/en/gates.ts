/** When something may not run: freezes, locks, the order of environments. */
export const gates = {
  noEnd: 'further notice',
  reason: ({ reason }: { reason: string }) => `Reason: ${reason}.`,
  nothingStarted: 'Nothing was started.',
  notNow: 'But not at the moment.',
  possibleFrom: ({ time }: { time: string }) => `Possible again from ${time}.`,
  waits: 'Confirm to wait in line: it starts when the lock goes.',
  askAgainThen: 'Nothing there has changed. Ask again when that is over.',
  freeze: {
    stops: ({ freeze, environment, until }: { freeze: string; environment: string; until: string }) =>
      `The freeze “${freeze}” stops deployments to ${environment} until ${until}.`,
    letsRestore: ({ freeze, environment, until }: { freeze: string; environment: string; until: string }) =>
      `The freeze “${freeze}” holds on ${environment} until ${until}; it does not stop rollbacks.`,
  },
  lock: {
    stops: ({ by, until }: { by: string; until: string }) => `Locked by ${by} until ${until}.`,
    own: ({ by, until }: { by: string; until: string }) => `Locked by ${by} until ${until}, for everybody else.`,
    lockedBy: ({ service, environment, by }: { service: string; environment: string; by: string }) =>
      `${service} on ${environment} is already locked by ${by}, so I did not lock it again.`,
    notLocked: ({ service }: { service: string }) => `${service} is not locked there, so there is nothing to unlock.`,
    /** The answer to whoever unlocks, wherever the card of the lock is. @param places Environments. */
    unlockedNow: ({ service, places }: { service: string; places: string }) =>
      `${service} is unlocked on ${places}. What waited for it starts now.`,
    notYours: ({ by, until }: { by: string; until: string }) =>
      `That is the lock of ${by}, until ${until}: ask ${by} to unlock it. What cannot wait for it can be submitted for approval, with a reason.`,
    sayWhy: ({
      by,
      until,
      service,
      environment,
    }: {
      by: string
      until: string
      service: string
      environment: string
    }) =>
      `That is the lock of ${by}, until ${until}. You may remove it for good if you say why: “unlock ${service} on ${environment} because …”. I tell ${by}.`,
    /** Whoever gains by it does not remove it alone. */
    notForOneself: ({ by, environment }: { by: string; environment: string }) =>
      `That is the lock of ${by}, and your own deployment to ${environment} waits for it or for your answer: ask ${by} or somebody else to remove the lock, or submit your deployment for approval, with a reason.`,
    tooLong: ({ days }: { days: number }) => `A lock lasts ${days} days at most. Lock it for a shorter time.`,
    locked: ({ service, places }: { service: string; places: string }) => `${service} is locked on ${places}`,
    unlocked: ({ service, places }: { service: string; places: string }) => `${service} was locked on ${places}`,
    minutes: ({ count }: { count: number }) => `${count} minutes`,
    by: 'Locked by',
    until: 'Until',
    reason: 'Reason',
    alreadyEnded: 'This lock has ended already.',
    /** Asks for the reason, in a window. */
    form: {
      /** @param places Environments. */
      note: ({ by, service, places, until }: { by: string; service: string; places: string; until: string }) =>
        `Remove the lock of ${by} on ${service} (${places}, until ${until})? ${by} is told the reason.`,
      label: 'Reason',
      said: ({ request, reason }: { request: string; reason: string }) => `${request} because ${reason}`,
    },
    unlock: 'Unlock',
    effect: ({ by }: { by: string }) =>
      `Deployments by anybody but ${by} wait until then. What already runs continues.`,
    /** Where a lock of several places ended, and how. */
    endedBy: ({ place, by, time }: { place: string; by: string; time: string }) =>
      `${place}: unlocked by ${by} at ${time}.`,
    /** A newer lock of the same person is there instead. */
    lockedAgain: ({ place, by, time, lock }: { place: string; by: string; time: string; lock: string }) =>
      `${place}: ${by} locked it again at ${time} (${lock}).`,
    removedBy: ({ place, by, time, reason }: { place: string; by: string; time: string; reason: string }) =>
      `${place}: removed by ${by} at ${time}, because ${reason}.`,
    /** To whoever held it. */
    yoursRemoved: ({ by, service, places, reason }: { by: string; service: string; places: string; reason: string }) =>
      `${by} removed your lock on ${service} in ${places}, because ${reason}. What waited for it starts now.`,
    expired: ({ place, time }: { place: string; time: string }) => `${place}: expired at ${time}.`,
    waitsFor: ({ by, until }: { by: string; until: string }) =>
      `Waiting for the lock of ${by} to go, which is at ${until} at the latest.`,
  },
  order: {
    nothing: ({ after }: { after: string }) => `${after} comes first, and nothing is live there.`,
    another: ({ after, version }: { after: string; version: string }) =>
      `${after} comes first, and it serves ${version}: another commit.`,
    ill: ({ after, version }: { after: string; version: string }) =>
      `${after} comes first, and ${version} is not healthy there.`,
    new: ({ after, version, minutes, time }: { after: string; version: string; minutes: number; time: string }) =>
      `${after} comes first: ${version} must be healthy there for ${minutes} min, until ${time}.`,
    left: ({ after, version, minutes }: { after: string; version: string; minutes: number }) =>
      `${after} comes first, and ${version} served there for less than ${minutes} min.`,
    proven: ({ after, version, minutes }: { after: string; version: string; minutes: number }) =>
      `${version} was healthy on ${after} for ${minutes} min.`,
  },
  schedule: {
    past: ({ time }: { time: string }) => `${time} is over. Name a time to come.`,
    never: ({ time, zone }: { time: string; zone: string }) =>
      `${time} does not exist in ${zone}: the clocks jump over that hour. Name another time.`,
    noTime: ({ time }: { time: string }) => `${time} is no date that there is. Name another time.`,
    twice: ({ time, zone, first }: { time: string; zone: string; first: string }) =>
      `${time} comes twice in ${zone} that night; this is the first, ${first}.`,
    already: ({ task, time }: { task: string; time: string }) => `${task} is scheduled to do exactly that at ${time}.`,
    missed: ({ time }: { time: string }) => `It was due at ${time}, while I was not running.`,
    rule: 'What was scheduled did not start by itself, so please confirm.',
    title: ({ title }: { title: string }) => `Scheduled: ${title}`,
    when: 'When',
    version: 'Version',
    strategy: 'Strategy',
    askedBy: 'Asked by',
    checkedThen: 'Checked again then: plan, rights, freezes and locks.',
    cancel: 'Cancel it',
    /** What became of it. */
    started: ({ time }: { time: string }) => `Started at ${time}.`,
    cancelled: ({ by, time }: { by: string; time: string }) => `Cancelled by ${by} at ${time}. Nothing was done.`,
    askedAgain: ({ reason }: { reason: string }) => `Not started: ${reason} Please look at the new question.`,
    stopped: ({ reason }: { reason: string }) => `Not started: ${reason}`,
    notStarted: ({ title }: { title: string }) => `${title}: not started`,
    state: ({ time }: { time: string }) => `scheduled for ${time}`,
    ended: 'This deployment is no longer scheduled.',
  },
  promote: {
    fromWhere: ({ service, environment }: { service: string; environment: string }) =>
      `I cannot tell from where to promote ${service} to ${environment}. Say which version to deploy there.`,
    nothingLive: ({ service, environment }: { service: string; environment: string }) =>
      `Nothing of ${service} is live on ${environment}, so there is nothing to promote.`,
    another: ({ environment, version, named }: { environment: string; version: string; named: string }) =>
      `${environment} has ${version}, not ${named}, so I promote neither. Say which one to deploy.`,
    exactly: ({ version, environment }: { version: string; environment: string }) =>
      `This is exactly what is live on ${environment}: ${version}.`,
    /** Its target runs images, and nobody knows which one runs where it comes from. */
    sameCommit: ({ version, environment }: { version: string; environment: string }) =>
      `This is the commit that is live on ${environment}: ${version}. Whether its image is the same cannot be told.`,
  },
  facts: {
    /** @param names A service, an environment, or both. */
    notLocked: ({ names }: { names: string }) => `${names}: no lock that you may see.`,
    none: {
      schedules: 'Nothing that you may see is scheduled.',
      locks: 'Nothing that you may see is locked.',
      freezes: 'No freeze is on or coming.',
    },
    schedule: ({ task, title, time, by }: { task: string; title: string; time: string; by: string }) =>
      `${task}: ${title} at ${time}, asked for by ${by}`,
    lock: ({ service, environment, by, until }: { service: string; environment: string; by: string; until: string }) =>
      `${service} on ${environment} is locked by ${by} until ${until}.`,
    frozen: ({ name, until }: { name: string; until: string }) => `The freeze “${name}” is on until ${until}.`,
    coming: ({ name, time }: { name: string; time: string }) => `The freeze “${name}” starts next ${time}.`,
  },
  override: {
    how: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `If it cannot wait, a second person must permit it: say “submit ${service} ${version} to ${environment} for approval because …”.`,
    insteadOfWaiting: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `To go ahead at once, a second person must permit it: say “submit ${service} ${version} to ${environment} for approval because …”.`,
    sayWhy: 'A second person must permit to set that aside, and needs to know why: add “because …”.',
    asks: 'An approval sets that aside.',
  },
  check: {
    title: ({ service }: { service: string }) => `May ${service} be deployed?`,
    yes: ({ environment }: { environment: string }) => `${environment}: yes.`,
    no: ({ environment }: { environment: string }) => `${environment}: no.`,
    yesAt: ({ environment, time }: { environment: string; time: string }) => `${environment}: yes, at ${time}.`,
    noAt: ({ environment, time }: { environment: string; time: string }) => `${environment}: no, not at ${time}.`,
    yesIfGreen: ({ environment }: { environment: string }) => `${environment}: yes, if its checks are green.`,
    yesIfGreenAt: ({ environment, time }: { environment: string; time: string }) =>
      `${environment}: yes, at ${time}, if its checks are green.`,
    nothingAgainst: 'No freeze, lock or order speaks against it.',
    nextYes: ({ time }: { time: string }) => `The next yes: ${time}.`,
    nextYesUnknown: 'When it becomes yes depends on what people do.',
    yesUntil: ({ freeze, time }: { freeze: string; time: string }) => `The next freeze, “${freeze}”, starts ${time}.`,
    running: ({ task }: { task: string }) => `${task} is changing it now; yours would wait for it.`,
    asThingsAre: 'Locks and what serves are as they are now.',
  },
}
