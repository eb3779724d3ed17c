/** A task while it runs, and how it ended. */
export const runs = {
  /** What the steps and phases of the workflows show. */
  steps: {
    scaling: 'scaling',
    queued: 'queued',
    building: 'building',
    repairing: 'fixing',
    starting: 'starting',
    healthy: 'healthy',
    canary: 'canary',
    switched: 'switched',
    draining: 'draining',
  },
  /** How fast a step is. @param time `40 s`. */
  pace: {
    since: ({ time }: { time: string }) => `since ${time}`,
    usually: ({ time }: { time: string }) => `usually ${time}`,
    longer: ({ time }: { time: string }) => `longer than usual (usually ${time})`,
    left: ({ time }: { time: string }) => `About ${time} left.`,
  },
  /** In the place of steps that one card cannot all show. */
  folded: {
    done: ({ count }: { count: number }) => (count === 1 ? '… and 1 step done' : `… and ${count} steps done`),
    active: ({ count }: { count: number }) =>
      count === 1 ? '… and 1 more under way' : `… and ${count} more under way`,
    failed: ({ count }: { count: number }) => (count === 1 ? '… and 1 more failed' : `… and ${count} more failed`),
    pending: ({ count }: { count: number }) => (count === 1 ? '… and 1 step to come' : `… and ${count} steps to come`),
  },
  states: { queued: 'queued', running: 'running', succeeded: 'succeeded', failed: 'failed', cancelled: 'cancelled' },
  askedBy: ({ task, by }: { task: string; by: string }) => `${task} · asked by ${by}`,
  waitsFor: ({ task }: { task: string }) =>
    `Waiting for ${task}, which is changing the same environment. To stop that one: cancel ${task}`,
  lookingForCause: 'Failed; looking for the cause.',
  undone: 'Cancelled; everything it had started was undone.',
  resumed: ({ attempt, step }: { attempt: number; step: string }) =>
    `Resumed after an interruption: attempt ${attempt} of the step “${step}”.`,
  cancelling: 'Cancelling.',
  cancellingRestores: 'Cancelling; restoring the previous release first.',
  workerGone: ({ worker }: { worker: string }) =>
    `Waiting: the worker is gone and no other takes “${worker}” steps. It resumes when one connects.`,
  noWorker: ({ worker }: { worker: string }) =>
    `Waiting: no worker takes “${worker}” steps. It starts when one connects.`,
  took: ({ task, time }: { task: string; time: string }) => `${task} · took ${time}`,
  causeFoundBy: ({ model }: { model: string }) => `cause found by ${model}`,
  failed: ({ title }: { title: string }) => `${title}: failed`,
  cancelled: ({ title }: { title: string }) => `${title}: cancelled`,
  inItsThread: 'In its thread',
  /** What serves after a task that changed nothing. */
  serving: {
    untouched: 'No running service was touched.',
    notTold: ({ environment }: { environment: string }) => `I could not ask what runs on ${environment}.`,
    notSwitched: ({ environment }: { environment: string }) => `No traffic was switched on ${environment}.`,
    /** As it was found at the end: nobody looks again when the card is read later. */
    nothing: ({ environment, time }: { environment: string; time: string }) =>
      `Nothing was running on ${environment} at ${time}.`,
    wentLive: ({ version, environment, time }: { version: string; environment: string; time: string }) =>
      `${version} went live on ${environment} at ${time}.`,
    stopped: ({ version, environment, time }: { version: string; environment: string; time: string }) =>
      `${version} was stopped on purpose on ${environment} at ${time}.`,
    running: ({ version, environment, time }: { version: string; environment: string; time: string }) =>
      `${version} was running on ${environment} at ${time}.`,
    unhealthy: ({
      version,
      environment,
      time,
      complaint,
    }: {
      version: string
      environment: string
      time: string
      complaint: string
    }) => `${version} was running on ${environment} at ${time}, but unhealthy: ${complaint}`,
  },
  canary: {
    gets: ({ version, share }: { version: string; share: string }) => `${version} gets ${share}.`,
    compared: 'I compare it with the live release every minute.',
    seenAtFirst: ({ reasons }: { reasons: string }) => `In its first minute: ${reasons}`,
    seenAfter: ({ minutes, reasons }: { minutes: number; reasons: string }) => `After ${minutes} min: ${reasons}`,
    toStop: ({ task }: { task: string }) => `To stop it: cancel ${task}`,
    verdict: {
      passed: ({ when }: { when: string }) => `Canary passed ${when};`,
      inconclusive: ({ when }: { when: string }) => `Canary inconclusive ${when};`,
    },
    atFirst: 'in its first minute',
    after: ({ minutes }: { minutes: number }) => `after ${minutes} min`,
    promoted: 'promoted to all users.',
    promoting: 'promoting to all users.',
    promotingBy: ({ by, when }: { by: string; when: string }) =>
      `Promoting to all users: ${by} promoted it by hand ${when}.`,
    promotedBy: ({ by, when }: { by: string; when: string }) => `${by} promoted it to all users by hand ${when}.`,
  },
  superseded: {
    liveUntil: ({ time, version }: { time: string; version: string }) => `Live until ${time}; ${version} replaced it.`,
    replaced: ({ version }: { version: string }) => `${version} has replaced it.`,
    deployedAgain: ({ time, task }: { time: string; task: string }) => `It was deployed again at ${time} (${task}).`,
  },
  /** How a release does a while after it went live. */
  health: {
    failing: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `${service} ${version} is failing on ${environment}`,
    wasFailing: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `${service} ${version} was failing on ${environment}`,
    toGoBack: ({ service, environment }: { service: string; environment: string }) =>
      `To go back: roll back ${service} on ${environment}`,
    pressOrSay: ({ service, environment }: { service: string; environment: string }) =>
      `Nothing changes until you confirm. Press the button, or say “roll back ${service} on ${environment}”, to see the plan.`,
    rollBack: 'Roll back',
    rollBackTo: ({ version }: { version: string }) => `Roll back to ${version}`,
    healthyAfter: ({ minutes }: { minutes: number }) =>
      `Healthy after ${minutes} min: no worse than the previous release.`,
    inconclusive: ({ minutes }: { minutes: number }) => `Inconclusive after ${minutes} min; monitoring has ended.`,
    inconclusiveYet: ({ minutes, time }: { minutes: number; time: string }) =>
      `Inconclusive after ${minutes} min; next check at ${time}.`,
    failingAfter: ({ minutes }: { minutes: number }) => `Failing after ${minutes} min.`,
    nothingToRollBack: ({ version }: { version: string }) =>
      `${version} was deployed after it, so there is nothing to roll back. Nothing was done.`,
    noLongerLive: 'It is no longer live, so there is nothing to roll back. Nothing was done.',
  },
  /** Why what was confirmed is not done: it no longer holds right before the work. */
  stale: {
    askSomebody: 'Ask somebody who may, or request the permission.',
    askAgain: 'Ask again to see the current plan.',
    configuration: ({ service }: { service: string }) =>
      `The configuration of ${service} (build, start or health check) has changed since this was confirmed.`,
    place: ({ environment, now, before }: { environment: string; now: string; before: string }) =>
      `${environment} has changed since this was confirmed: ${now} is deployed there now, not ${before}.`,
    unapproved: {
      reason: ({ step }: { step: string }) => `${step} changes a protected environment, and nobody has approved it.`,
      nextStep: ({ task }: { task: string }) => `Say “retry ${task}” to have it done; you confirm it then.`,
    },
  },
  failure: {
    noReason: 'It failed without giving a reason.',
    likelyCause: ({ cause }: { cause: string }) => `Likely cause: ${cause}`,
    likelyOwner: 'Likely owner',
    whatNext: 'What to do next:',
    logHint: ({ task }: { task: string }) => `For its log, say “log of ${task}”.`,
    endOfLog: 'The end of the log:',
  },
}
