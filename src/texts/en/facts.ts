/** Facts that people ask for, each in the first line. */
export const facts = {
  place: ({ service, environment }: { service: string; environment: string }) => `${service} in ${environment}`,
  noService: 'No service is declared yet. Add one under services: in shipmate.yaml.',
  unknownName: ({ name }: { name: string }) => `I don’t know a service or environment “${name}”.`,
  /** Follows it. */
  iKnow: {
    services: ({ names, count }: { names: string; count: number }) =>
      count === 1 ? `I know the service ${names},` : `I know the services ${names},`,
    environments: ({ names, count }: { names: string; count: number }) =>
      count === 1 ? `and the environment ${names}.` : `and the environments ${names}.`,
  },
  nothingRunsIn: ({ names }: { names: string }) => `Nothing runs in ${names}.`,
  address: {
    unknown: ({ place }: { place: string }) => `I do not know the address of ${place}.`,
    at: ({ place, url }: { place: string; url: string }) => `${place} is at ${url}.`,
    unhealthy: ({ place, url, complaint }: { place: string; url: string; complaint: string }) =>
      `${place} is at ${url}, but it is unhealthy: ${complaint}`,
    stopped: ({ place, url }: { place: string; url: string }) => `${place} was at ${url}; it was stopped on purpose.`,
    nothingYet: ({ place, url }: { place: string; url: string }) =>
      `${place} will be at ${url}; nothing is deployed there yet.`,
    healthy: ({ version }: { version: string }) => `${version}, healthy.`,
    more: ({ count }: { count: number }) => `And ${count} more; name a service or an environment for those.`,
  },
  replicas: {
    at: ({ place, count }: { place: string; count: number }) =>
      `${place}: ${count === 1 ? '1 instance' : `${count} instances`}.`,
    ready: ({ place, count, ready }: { place: string; count: number; ready: number }) =>
      `${place}: ${ready} of ${count === 1 ? '1 instance' : `${count} instances`} ready.`,
    bounds: ({ by, min, max }: { by: string; min: number; max: number }) => `${by} allows ${min} to ${max}.`,
    unknown: ({ place }: { place: string }) => `${place}: nothing is deployed there, or nobody can tell how many run.`,
  },
  canary: {
    noneToPromote: 'There is no canary to promote: none is running that you can see.',
    none: 'No canary is running that you can see.',
    noneToCancel: 'There is no canary to stop: none is running that you can see.',
    cannotWait:
      'I cannot wait for a condition. A canary is promoted by itself when its time is over and nothing speaks against it, or now by hand.',
    onlyToAll: 'A canary keeps its share until it is promoted, and only to all users at once.',
    whichToCancel: 'Several canaries are running. Which one do you want to stop?',
    nameOneToCancel: ({ choices }: { choices: string }) =>
      `Several canaries are running. Say which one you want to stop:\n${choices}`,
    cannotTell: ({ names, task }: { names: string; task: string }) =>
      `I cannot tell ${names}: who hears how ${task} ends was settled when it was asked for.`,
    shares: ({ version, percent, before }: { version: string; percent: number; before: string }) =>
      `${version} gets ${percent} % of the requests; ${before} gets the rest.`,
    shareOf: ({ version, percent }: { version: string; percent: number }) =>
      `${version} gets ${percent} % of the requests; the release that serves gets the rest.`,
    /** As a person says it: also a choice of {@link whichToPromote}. */
    promoteOne: ({ service, environment }: { service: string; environment: string }) =>
      `promote the canary of ${service} in ${environment}`,
    toPromote: ({ service, environment }: { service: string; environment: string }) =>
      `To give it all users now: promote the canary of ${service} in ${environment}`,
    whichToPromote: 'Several canaries are on trial. Which one do you want to promote to all users?',
    nameOne: ({ choices }: { choices: string }) =>
      `Several canaries are on trial. Say which one you want to promote to all users:\n${choices}`,
    noneOf: ({ version }: { version: string }) => `No canary of ${version} is running that you can see.`,
    promoting: ({ service, environment }: { service: string; environment: string }) =>
      `The canary of ${service} in ${environment} was promoted by hand; it is being given to all users.`,
    cancelling: ({ service, environment }: { service: string; environment: string }) =>
      `The canary of ${service} in ${environment} is being cancelled.`,
    passed: ({ service, environment }: { service: string; environment: string }) =>
      `The canary of ${service} in ${environment} passed; it is being promoted to all users.`,
    waiting: ({ service, environment }: { service: string; environment: string }) =>
      `The canary of ${service} in ${environment} has no requests yet: its task is waiting.`,
    starting: ({ service, environment }: { service: string; environment: string }) =>
      `The canary of ${service} in ${environment} has no requests yet: its task is starting it.`,
    justStarted: ({ service, environment }: { service: string; environment: string }) =>
      `The canary of ${service} in ${environment} has just started; I look at it every minute.`,
    stopping: ({ service, environment, reasons }: { service: string; environment: string; reasons: string }) =>
      `The canary of ${service} in ${environment} is being stopped: ${reasons}`,
    onTrialAtFirst: ({ service, environment, said }: { service: string; environment: string; said: string }) =>
      `In its first minute the canary of ${service} in ${environment} is still on trial: ${said}`,
    onTrialAfter: ({
      minutes,
      service,
      environment,
      said,
    }: {
      minutes: number
      service: string
      environment: string
      said: string
    }) => `After ${minutes} min the canary of ${service} in ${environment} is still on trial: ${said}`,
    followsBy: ({ time }: { time: string }) =>
      `By ${time} it is promoted to all users by itself, or stopped if something speaks against it.`,
    followsWithin: ({ minutes }: { minutes: number }) =>
      `Within ${minutes} min it is promoted to all users by itself, or stopped if something speaks against it.`,
    /** How the last one ended. @param canary {@link lastOne}. */
    last: {
      promoted: ({ canary, task }: { canary: string; task: string }) =>
        `${canary} was promoted to all users (${task}).`,
      promotedAt: ({ canary, task, time }: { canary: string; task: string; time: string }) =>
        `${canary} was promoted to all users at ${time} (${task}).`,
      cancelled: ({ canary, task }: { canary: string; task: string }) => `${canary} was cancelled (${task}).`,
      failed: ({ canary, task, reason }: { canary: string; task: string; reason: string }) =>
        `${canary} failed (${task}): ${reason}`,
    },
    lastOne: ({ version, service, environment }: { version: string; service: string; environment: string }) =>
      `The last one, ${version} of ${service} in ${environment},`,
    noReason: 'it gave no reason.',
    toStart: ({ service, environment }: { service: string; environment: string }) =>
      `To start one: deploy ${service} to ${environment} using canary`,
  },
  /** What differs between two environments. A sentence starts small where the name of a service may stand before them. */
  comparison: {
    inBothNone: ({ one, other }: { one: string; other: string }) =>
      `No service that you may see runs in both ${one} and ${other}.`,
    moreServices: ({ count }: { count: number }) => `And ${count} more services; name one to compare it.`,
    nothing: ({ environments }: { environments: string }) => `nothing is deployed in ${environments} yet.`,
    onlyIn: ({ version, full, empty }: { version: string; full: string; empty: string }) =>
      `${version} is deployed in ${full}; nothing is deployed in ${empty} yet.`,
    same: ({ version, one, other }: { version: string; one: string; other: string }) =>
      `${version} is deployed in both ${one} and ${other}.`,
    unrelated: ({ one, other }: { one: string; other: string }) =>
      `${one} and ${other} are different commits, and I cannot tell which is ahead.`,
    differ: ({ one, other, missing }: { one: string; other: string; missing: string }) =>
      `${one} and ${other} differ: ${missing}.`,
    notIn: ({ commits, environment }: { commits: string; environment: string }) => `${commits} not in ${environment}`,
    behind: ({ behind, commits, ahead }: { behind: string; commits: string; ahead: string }) =>
      `${behind} is ${commits} behind ${ahead}.`,
    commits: ({ count }: { count: number }) => (count === 1 ? '1 commit' : `${count} commits`),
    commitsAtLeast: ({ count }: { count: number }) => `at least ${count} commits`,
    notInYet: ({ environment, service }: { environment: string; service: string }) =>
      `Not in ${environment} yet, of ${service}:`,
  },
  /** Who approved or deployed what, or when. */
  deployment: {
    notOne: ({ task }: { task: string }) => `${task} is no deployment, or you may not see it.`,
    last: ({ sentence }: { sentence: string }) => `The last deploy: ${sentence}`,
    askedToo: ({ who }: { who: string }) => `${who} asked for it too.`,
    approved: {
      deploy: ({ who, version, service, environment, time }: Deed) =>
        `${who} approved ${version} of ${service} in ${environment}, at ${time}.`,
      rollback: ({ who, version, service, environment, time }: Deed) =>
        `${who} approved the rollback of ${service} in ${environment} to ${version}, at ${time}.`,
    },
    notApproved: {
      deploy: ({ who, version, service, environment, time }: Deed) =>
        `Nobody had to approve ${version} of ${service} in ${environment}: ${who} started it at ${time}.`,
      rollback: ({ who, version, service, environment, time }: Deed) =>
        `Nobody had to approve the rollback of ${service} in ${environment} to ${version}: ${who} started it at ${time}.`,
    },
    done: {
      deploy: ({ who, version, service, environment, time }: Deed) =>
        `${who} deployed ${version} of ${service} to ${environment}, at ${time}.`,
      rollback: ({ who, version, service, environment, time }: Deed) =>
        `${who} rolled back ${service} in ${environment} to ${version}, at ${time}.`,
    },
    started: {
      deploy: ({ who, version, service, environment, time, end }: Deed & { end: string }) =>
        `${who} started the deploy of ${version} of ${service} to ${environment}, at ${time}; ${end}.`,
      rollback: ({ who, version, service, environment, time, end }: Deed & { end: string }) =>
        `${who} started the rollback of ${service} in ${environment} to ${version}, at ${time}; ${end}.`,
    },
    ends: { failed: 'it failed', cancelled: 'it was cancelled', open: 'it is not over yet' },
    wentLive: ({ who, version, service, environment, time }: Deed) =>
      `${version} of ${service} went live in ${environment} at ${time}; ${who} deployed it.`,
    /** @param started {@link started}. */
    notLive: ({
      version,
      service,
      environment,
      started,
    }: {
      version: string
      service: string
      environment: string
      started: string
    }) => `${version} of ${service} did not go live in ${environment}: ${started}`,
    /** @param to {@link toEnvironment}, or empty. */
    noneOfVersion: ({ version, to }: { version: string; to: string }) =>
      `I found no deployment of ${version}${to} among the tasks that you may see.`,
    /** @param of {@link ofService}, or empty. @param to {@link toEnvironment}, or empty. */
    none: ({ of, to }: { of: string; to: string }) => `Nothing${of} was deployed${to} yet that you can see.`,
    ofService: ({ service }: { service: string }) => ` of ${service}`,
    toEnvironment: ({ environment }: { environment: string }) => ` to ${environment}`,
    noRollback: 'I found no such rollback among the tasks that you may see.',
  },
  /** How long something takes. */
  duration: {
    work: {
      build: ({ service }: { service: string }) => `build of ${service}`,
      deploy: ({ service, environment }: { service: string; environment: string }) =>
        `deploy of ${service} to ${environment}`,
      rollback: ({ service, environment }: { service: string; environment: string }) =>
        `rollback of ${service} in ${environment}`,
    },
    /** The same with its version. */
    workOf: {
      build: ({ version, service }: { version: string; service: string }) => `build of ${version} of ${service}`,
      deploy: ({ version, service, environment }: { version: string; service: string; environment: string }) =>
        `deploy of ${version} of ${service} to ${environment}`,
      rollback: ({ version, service, environment }: { version: string; service: string; environment: string }) =>
        `rollback of ${service} in ${environment} to ${version}`,
    },
    notRun: ({ task, work, state }: { task: string; work: string; state: string }) =>
      `${task} has not run: the ${work}, ${state}.`,
    took: ({ task, time, work, end }: { task: string; time: string; work: string; end: string }) =>
      `${task} took ${time}: the ${work}, which ${end}.`,
    ends: { succeeded: 'succeeded', failed: 'failed', cancelled: 'was cancelled' },
    soFar: ({ work, time, task }: { work: string; time: string; task: string }) =>
      `The ${work} has been running for ${time} (${task}).`,
    one: {
      succeeded: ({ work, time }: { work: string; time: string }) => `The ${work} took ${time}.`,
      failed: ({ work, time }: { work: string; time: string }) => `The ${work} failed after ${time}.`,
      cancelled: ({ work, time }: { work: string; time: string }) => `The ${work} was cancelled after ${time}.`,
    },
    last: {
      succeeded: ({ work, time }: { work: string; time: string }) => `The last ${work} took ${time}.`,
      failed: ({ work, time }: { work: string; time: string }) => `The last ${work} failed after ${time}.`,
      cancelled: ({ work, time }: { work: string; time: string }) => `The last ${work} was cancelled after ${time}.`,
    },
    withCanary: 'That includes its canary.',
    usually: ({ work, time }: { work: string; time: string }) => `A ${work} takes about ${time}.`,
    onlyOne: 'There was one so far.',
    range: ({ count, shortest, longest }: { count: number; shortest: string; longest: string }) =>
      `The middle of the last ${count} times: ${shortest} to ${longest}.`,
    noneSucceeded: 'None that you may see has succeeded yet, so I cannot tell.',
  },
  /** Whether the plan that is open is safe. */
  risk: {
    noPlan:
      'No plan of yours is open here, so there is nothing to judge. Ask for the change: its card shows the risk before anything starts.',
    nothingStarted: 'Nothing has started: it waits for your answer.',
    go: 'Low risk: I know of nothing against it.',
    canaryIsRight: 'Some risk, and a canary is right for it: a few users get it first.',
    canaryIsBetter: 'Some risk: better with a canary, so that a few users get it first.',
    hold: 'On hold: better not now.',
    noRollback: 'I judge no rollback: it must not wait for anything.',
    inPlaceOf: ({ title, before }: { title: string; before: string }) => `${title}, in place of ${before}.`,
    ofCancel: ({ task }: { task: string }) => `Cancel ${task}: what serves is left as it is.`,
    ofLock: 'A lock changes nothing that runs.',
    ofBuild: 'A build changes nothing that runs.',
    ofRepair: 'A fix concerns one device, whose service is not in order; I do not judge its risk.',
    ofRestart: 'A restart changes no release; I do not judge its risk.',
    ofScale: 'Another number of instances changes no release; I do not judge its risk.',
    ofWorkflow: 'A workflow is not judged as a whole; each deployment in it is, right before it starts.',
    notJudged: 'I have not judged the risk of this.',
  },
  /** Which environments and services there are. */
  places: {
    onlyEnvironment: ({ name }: { name: string }) => `There is one environment: ${name}.`,
    onlyService: ({ name }: { name: string }) => `There is one service: ${name}.`,
    environments: ({ names }: { names: string }) => `Environments: ${names}.`,
    services: ({ names }: { names: string }) => `Services: ${names}.`,
    /** After a list. */
    andMore: ({ list, count }: { list: string; count: number }) => `${list} and ${count} more`,
    nothingYet: '(nothing deployed yet)',
  },
  holders: {
    withYou: 'You are among them.',
    withoutYou: ({ rule }: { rule: string }) => `You are not: ${rule}.`,
  },
  versions: {
    newest: ({ service, version }: { service: string; version: string }) =>
      `The newest version of ${service} is ${version}.`,
    /** @param line `billionmail: v1.1.0, v1.0.0.` */
    of: ({ line }: { line: string }) => `Versions of ${line}`,
    moreServices: ({ count }: { count: number }) => `And those of ${count} more services; name one to see them.`,
    toDeploy: ({ service, version, environment }: { service: string; version: string; environment: string }) =>
      `To deploy one: deploy ${service} ${version} to ${environment}`,
    noneTagged: ({ service, version }: { service: string; version: string }) =>
      `${service}: none is tagged; a branch or a commit can be deployed, such as ${version}.`,
    liveIn: ({ version, environments }: { version: string; environments: string }) => `${version} (in ${environments})`,
    /** After a list. */
    andOlder: ({ list, count }: { list: string; count: number }) => `${list} and ${count} older`,
  },
}

interface Deed {
  readonly who: string
  readonly version: string
  readonly service: string
  readonly environment: string
  readonly time: string
}
