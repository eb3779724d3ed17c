/** What a plan would do, what it did, and what may come next. */
export const plans = {
  title: {
    restart: ({ service, environment }: { service: string; environment: string }) =>
      `Restart ${service} on ${environment}`,
    scale: ({ service, environment, count }: { service: string; environment: string; count: number }) =>
      `Scale ${service} on ${environment} to ${count === 1 ? '1 instance' : `${count} instances`}`,
    workflow: ({ name, values }: { name: string; values: string }) =>
      values === '' ? `Run ${name}` : `Run ${name} (${values})`,
    build: ({ service, version }: { service: string; version: string }) => `Build ${service} ${version}`,
    deploy: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `Deploy ${service} ${version} to ${environment}`,
    rollback: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `Roll back ${service} on ${environment} to ${version}`,
    cancel: ({ task }: { task: string }) => `Cancel ${task}`,
    promote: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `Promote the canary of ${service} ${version} in ${environment} to all users`,
    repair: ({ service, device }: { service: string; device: string }) => `Fix ${service} on ${device}`,
    schedule: ({
      service,
      version,
      environment,
      time,
    }: {
      service: string
      version: string
      environment: string
      time: string
    }) => `Schedule ${service} ${version} for ${environment} at ${time}`,
    lock: ({ service, environment }: { service: string; environment?: string }) =>
      `Lock ${service}${environment === undefined ? '' : ` on ${environment}`}`,
    unlock: ({ service, environment }: { service: string; environment?: string }) =>
      `Unlock ${service}${environment === undefined ? '' : ` on ${environment}`}`,
  },
  fields: {
    instances: 'Instances',
    bounds: 'Bounds',
    workflow: 'Workflow',
    service: 'Service',
    environment: 'Environment',
    version: 'Version',
    commit: 'Commit',
    strategy: 'Strategy',
    when: 'When',
    lasts: 'Lasts',
    task: 'Task',
    whatItDoes: 'What it does',
    reason: 'Reason',
    shareNow: 'Share now',
    watched: 'On trial',
    soFar: 'Seen so far',
    device: 'Device',
    ring: 'Ring',
  },
  /** What a restart does. */
  restarts: 'replaces what runs with new instances of the same release',
  /** Who else changes the number of instances. */
  bounds: ({ by, min, max }: { by: string; min: number; max: number }) => `${by} allows ${min} to ${max}`,
  nothing: 'nothing',
  /** Follows the versions: `v1.1.0 → v1.0.0 (a downgrade)`. */
  direction: { downgrade: ' (a downgrade)', upgrade: ' (an upgrade)' },
  canaryShare: ({ percent, minutes }: { percent: number; minutes: number }) =>
    `${percent} % of the requests for up to ${minutes} min`,
  canaryThenAll: ({ share }: { share: string }) => `canary: ${share}, then all`,
  /** What the card says of a canary that is promoted by hand. */
  promotion: {
    shareNow: ({ percent }: { percent: number }) => `${percent} % of the requests`,
    watched: ({ minutes, of }: { minutes: number; of: number }) => `${minutes} of at most ${of} min`,
    notSeenYet: 'nothing yet: it has just started',
  },
  done: {
    restart: ({ service, environment }: { service: string; environment: string }) =>
      `${service} is restarted on ${environment}`,
    scale: ({ service, environment, count }: { service: string; environment: string; count: number }) =>
      `${service} has ${count === 1 ? '1 instance' : `${count} instances`} on ${environment}`,
    workflow: ({ name }: { name: string }) => `${name} is done`,
    build: ({ service, version }: { service: string; version: string }) => `${service} ${version} is built`,
    deploy: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `${service} ${version} is live on ${environment}`,
    rollback: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `${service} is rolled back to ${version} on ${environment}`,
    repair: ({ service, version, device }: { service: string; version: string; device: string }) =>
      `${service} ${version} is in order on ${device}`,
  },
  /** Something else is live by now. */
  doneOnce: {
    restart: ({ service, environment }: { service: string; environment: string }) =>
      `${service} was restarted on ${environment}`,
    scale: ({ service, environment, count }: { service: string; environment: string; count: number }) =>
      `${service} was scaled to ${count} on ${environment}`,
    workflow: ({ name }: { name: string }) => `${name} was done`,
    build: ({ service, version }: { service: string; version: string }) => `${service} ${version} was built`,
    deploy: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `${service} ${version} was live on ${environment}`,
    rollback: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `${service} was rolled back to ${version} on ${environment}`,
    repair: ({ service, version, device }: { service: string; version: string; device: string }) =>
      `${service} ${version} was in order on ${device}`,
  },
  next: {
    build: ({ service, version }: { service: string; version: string }) =>
      `To deploy it: deploy ${service} ${version} to …`,
    deploy: ({ service, before, environment }: { service: string; before: string; environment: string }) =>
      `To go back to ${before}: roll back ${service} on ${environment}`,
    rollback: ({ service, before, environment }: { service: string; before: string; environment: string }) =>
      `To go forward again: deploy ${service} ${before} to ${environment}`,
  },
  alwaysConfirmed: {
    restart: 'Restarts always need confirmation.',
    scale: 'Changing the number of instances always needs confirmation.',
    build: 'Builds always need confirmation.',
    deploy: 'Deployments always need confirmation.',
    rollback: 'Rollbacks always need confirmation.',
    cancel: 'Cancelling always needs confirmation.',
    promote: 'Promoting a canary by hand always needs confirmation.',
    repair: 'Fixing a device always needs confirmation.',
    schedule: 'Scheduling always needs confirmation.',
    lock: 'Locking always needs confirmation.',
    unlock: 'Unlocking always needs confirmation.',
  },
  rule: {
    othersLock: 'That is somebody else’s lock. It goes for good, and I tell its person why.',
    hold: 'This deployment is on hold; confirming overrides the hold.',
    notCertain: 'I’m not certain I understood you, so please confirm.',
    readBy: ({ model }: { model: string }) => `Understood by ${model}, so please confirm.`,
    environment: ({ environment }: { environment: string }) => `Every change to ${environment} needs confirmation.`,
    notSaidJustNow: 'That is not in the request itself, so please confirm.',
    saidMore: 'You said more than I could read, so please confirm.',
    spokeOn: 'You said more in the meantime, so please confirm.',
    driftInWords: 'Fixing a drift always needs confirmation when asked for in words.',
    proposed: 'An assistant proposes this, so a person must confirm it.',
  },
  /** Why something cannot be planned or started. */
  problem: {
    nothingToRestart: ({ service, environment }: { service: string; environment: string }) =>
      `Nothing of ${service} runs on ${environment}, so there is nothing to restart. Deploy a version instead.`,
    nothingToScale: ({ service, environment }: { service: string; environment: string }) =>
      `Nothing of ${service} runs on ${environment}, or its number of instances cannot be told, so I cannot change it.`,
    scaledAlready: ({ service, environment, count }: { service: string; environment: string; count: number }) =>
      `${service} has ${count === 1 ? '1 instance' : `${count} instances`} on ${environment} already.`,
    badCount: ({ most }: { most: number }) =>
      `I scale to at most ${most} instances, and to whole numbers. Nothing was changed.`,
    tooLateToStop: ({ task }: { task: string }) => `${task} has already done it; there is nothing left to cancel.`,
    noPlace: ({ service, environment }: { service: string; environment: string }) =>
      `${service} has no environment ${environment}.`,
    noEarlierRelease: ({ service, environment }: { service: string; environment: string }) =>
      `${service} has had no earlier release on ${environment}.`,
    alreadyLive: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `${service} ${version} is already live on ${environment}.`,
    alreadyDeployed: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `${service} ${version} is what is deployed on ${environment}, so there is nothing to roll back.`,
    alreadyDoing: ({ task }: { task: string }) => `${task} is doing exactly that already; I did not start it twice.`,
    unknownStrategy: ({ strategy }: { strategy: string }) =>
      `I don’t support the strategy ${strategy}. I support blue-green, rolling, recreate and canary.`,
    noCommits: ({ service }: { service: string }) => `The repository of ${service} has no commits yet.`,
    unknownRef: ({ service, ref }: { service: string; ref: string }) =>
      `${service} has no tag, branch or commit "${ref}".`,
    newestVersions: ({ versions }: { versions: string }) => `The newest versions are ${versions}.`,
    withoutCanary: ({ strategy }: { strategy: string }) => `Add “using ${strategy}” to deploy without a canary.`,
    withoutCanaryThere: 'Ask again without a strategy.',
    notDeployed: ({ service, environment }: { service: string; environment: string }) =>
      `${service} is not deployed on ${environment}, so there is nothing to roll back.`,
    onlyRelease: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `${service} has only run ${version} on ${environment}; there is no earlier release to go back to.`,
    neverLive: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `${service} ${version} has never been live on ${environment}, so this is not a rollback. To deploy it, say “deploy ${service} ${version} to ${environment}”.`,
    unknownTask: ({ task }: { task: string }) =>
      `${task} does not exist, or you may not cancel it. Say “list tasks” for what there is.`,
    tooLate: ({ task }: { task: string }) =>
      `${task} has already switched to the new release. Roll back if you want the old one.`,
    isCancelling: ({ task }: { task: string }) => `${task} is being cancelled already. Its card shows how that goes.`,
    hasEnded: ({ task }: { task: string }) => `${task} has already ended.`,
    /** Why a ring does not get a release yet. */
    ringWaits: ({
      service,
      version,
      ring,
      before,
    }: {
      service: string
      version: string
      ring: string
      before: string
    }) => `${ring} waits for ${before}: ${service} ${version} has not been deployed there yet.`,
    ringUnhealthy: ({ ring, before, why }: { ring: string; before: string; why: string }) =>
      `${ring} waits for ${before}, which is not healthy: ${why}`,
    /** A device has one fix at a time, whatever runs on it. */
    deviceBusy: ({ device, task }: { device: string; task: string }) =>
      `${task} is fixing ${device} at this moment, and a device has one fix at a time. Try again when it is done.`,
    inOrder: ({ device, service }: { device: string; service: string }) =>
      `${device} has no drift of ${service} any more, so there is nothing to fix.`,
    noRepair: ({ device, service }: { device: string; service: string }) =>
      `I don’t know what would fix ${service} on ${device}; a person has to look.`,
    /** Why a canary is not promoted by hand. */
    promotion: {
      over: {
        succeeded: ({ task }: { task: string }) => `${task} has already ended: its canary was promoted to all users.`,
        failed: ({ task, reason }: { task: string; reason: string }) =>
          `${task} has already ended, and its canary was not promoted: ${reason}`,
        cancelled: ({ task }: { task: string }) => `${task} was cancelled, and its canary with it.`,
      },
      cancelling: ({ task }: { task: string }) => `${task} is being cancelled, so its canary is not promoted.`,
      already: ({ task }: { task: string }) => `The canary of ${task} is being promoted to all users already.`,
      condemned: ({ task, reasons }: { task: string; reasons: string }) =>
        `The canary of ${task} is being stopped and cannot be promoted: ${reasons}`,
      notOnTrial: ({ task }: { task: string }) =>
        `${task} has no canary on trial at the moment, so there is nothing to promote.`,
    },
    endedAs: {
      succeeded: ({ task }: { task: string }) => `${task} has already ended: it succeeded.`,
      failed: ({ task }: { task: string }) => `${task} has already ended: it failed.`,
      cancelled: ({ task }: { task: string }) => `${task} has already ended: it was cancelled.`,
    },
  },
  /** What a fix of a device does. */
  repair: {
    install: ({ version }: { version: string }) => `install ${version}`,
    update: ({ version }: { version: string }) => `update to ${version}`,
    configure: ({ version }: { version: string }) => `configure ${version} again`,
    restart: ({ version }: { version: string }) => `restart ${version}`,
  },
  note: {
    restartStarts: ({ service, environment }: { service: string; environment: string }) =>
      `Nothing of ${service} runs on ${environment} now; this starts it.`,
    outsideOfBounds: ({ count, by, min, max }: { count: number; by: string; min: number; max: number }) =>
      `${by} allows ${min} to ${max} and will change ${count} back.`,
    scaledByOthers: ({ by, min, max }: { by: string; min: number; max: number }) =>
      `${by} allows ${min} to ${max} and may change the number at any time.`,
    scaledToNothing: 'With 0 instances, nobody is served.',
    noCanaryYet: ({ service, environment, strategy }: { service: string; environment: string; strategy: string }) =>
      `${service} is not deployed on ${environment} yet, so a canary has nothing to compare with; using ${strategy} instead.`,
    onlyCanary: ({ version, task }: { version: string; task: string }) =>
      `${version} is only a canary so far. To stop it now: cancel ${task}.`,
    starting: 'Starting.',
  },
}
