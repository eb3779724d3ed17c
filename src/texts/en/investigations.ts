/** Answers to open questions, chosen by rules. */
export const investigations = {
  nothingFound: 'Nothing found',
  sources: 'Sources:',
  writtenBy: ({ model }: { model: string }) =>
    `Written by ${model}, which can be wrong; the sources are what I looked up.`,
  unfounded: 'My language model named no sources for its answer, so I used my own rules.',
  endless: 'My language model tried to look up more than I allow, so I used my own rules.',
  limits: 'My language model reached its limits without an answer, so I used my own rules.',
  placeNotVisible: 'That place does not exist, or you may not see it.',
  nothingHappened: 'Nothing happened there that you can see.',
  recentTasks: 'Recent tasks',
  change: {
    none: 'There is no deployment that you may see.',
    first: 'This was the first deployment.',
    commitsHidden: 'You may not see its commits.',
    same: 'Both are the same commit, or this was a downgrade.',
    added: ({ count }: { count: number }) => (count === 1 ? '1 commit new:' : `${count} commits new:`),
    addedAtLeast: ({ count }: { count: number }) => `${count} commits at least new:`,
    removed: ({ count }: { count: number }) => (count === 1 ? '1 commit removed:' : `${count} commits removed:`),
    removedAtLeast: ({ count }: { count: number }) => `${count} commits at least removed:`,
  },
  failure: {
    notVisible: ({ task }: { task: string }) => `${task} does not exist, or you may not see it.`,
    none: ({ place, time }: { place: string; time: string }) => `Nothing${place} failed${time} that you can see.`,
    ofVersion: ({ version }: { version: string }) => ` with version ${version}`,
    ofService: ({ service }: { service: string }) => ` of ${service}`,
    onEnvironment: ({ environment }: { environment: string }) => ` on ${environment}`,
    before: ({ none }: { none: string }) => `${none} The last failure before that:`,
    failedAgo: ({ task, ago }: { task: string; ago: string }) => `${task} failed ${ago}.`,
    noReason: 'It gave no reason.',
    wouldHaveShipped: 'It would have shipped:',
    likelyOwner: ({ owner }: { owner: string }) => `Likely owner: ${owner}`,
    whatToDo: 'What to do:',
    notFailed: ({ task }: { task: string }) => `${task} has not failed`,
    /** @param title What was done, as the title of its card: `Deploy billionmail v1.1.0 to staging`. */
    planFailedAgo: ({ title, ago }: { title: string; ago: string }) => `${title} failed ${ago}.`,
    logOf: ({ task }: { task: string }) => `Log of ${task}`,
    noLogKept: ({ task }: { task: string }) => `${task} has not failed, so I keep no log of it.`,
    leftNoLog: 'It left no log.',
    endOfLog: 'The end of its log:',
  },
  health: {
    title: 'Health now',
    unmeasured: 'No metrics source is configured, so there are no figures.',
    at: ({ service, environment, health }: { service: string; environment: string; health: string }) =>
      `${service} on ${environment}: ${health}.`,
    inLastHour: ({ figures }: { figures: string }) => `In the last hour: ${figures}.`,
    budget: ({ days, budget }: { days: string; budget: string }) => `Over ${days}: ${budget}.`,
  },
  safety: {
    title: ({ service }: { service: string }) => `For and against changing ${service}`,
    titleForAll: 'For and against changing what is live',
    yourDecision: 'Whether it is safe is for you to decide. I show a plan before anything changes.',
    live: ({ service, environment, version }: { service: string; environment: string; version: string }) =>
      `${service} on ${environment}: ${version} is deployed, and nothing before it to go back to.`,
    liveAfter: ({
      service,
      environment,
      version,
      before,
    }: {
      service: string
      environment: string
      version: string
      before: string
    }) => `${service} on ${environment}: ${version} is deployed, ${before} before it.`,
    health: ({ health }: { health: string }) => `Health: ${health}.`,
    objective: ({ objective, budget }: { objective: string; budget: string }) => `Objective: ${objective}; ${budget}.`,
    changing: ({ task }: { task: string }) => `${task} is changing it now.`,
    rollbackRemoves: ({ commits }: { commits: string }) => `A rollback removes: ${commits}.`,
    failed: ({ task, reason }: { task: string; reason: string }) => `${task} failed there: ${reason}`,
    noReason: 'without a reason.',
  },
  spans: {
    lastNight: 'last night',
    yesterday: 'yesterday',
    today: 'today',
    last: ({ span }: { span: string }) => `in the ${span}`,
  },
}
