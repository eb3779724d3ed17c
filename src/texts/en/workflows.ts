/** Workflows of a team's own: what there are, how a run goes, and what its people are asked. */
export const workflows = {
  /** How a step has ended, in the list of all of them. */
  ended: { done: 'done', failed: 'failed', cancelled: 'cancelled', skipped: 'skipped', other: 'not started' },
  moreUnderWay: ({ count }: { count: number }) => `… and ${count} more under way.`,
  steps: 'Steps',
  none: 'There are no workflows here yet. docs/workflows.md shows how to write one.',
  noneYours: 'There are no workflows that you may start.',
  listTitle: 'Workflows',
  columns: { workflow: 'Workflow', does: 'What it does', ask: 'Ask for it with', last: 'Last run' },
  neverRan: 'never',
  noRuns: ({ workflow }: { workflow: string }) => `${workflow} has not run yet.`,
  noRunsAtAll: 'No workflow has run yet.',
  canBeStarted: 'Workflows of your team:',
  startAs: ({ workflow }: { workflow: string }) => `run the ${workflow} workflow`,
  problem: {
    noInput: ({ workflow, input, known }: { workflow: string; input: string; known: string }) =>
      `${workflow} has no input ${input}; it has ${known}.`,
    noInputs: ({ workflow, input }: { workflow: string; input: string }) =>
      `${workflow} has no input ${input}, nor any other.`,
    unknown: ({ workflow, known }: { workflow: string; known: string }) =>
      `There is no workflow “${workflow}”. There are: ${known}.`,
    noneThere: ({ workflow }: { workflow: string }) => `There is no workflow “${workflow}”, nor any other.`,
    missing: ({ workflow, inputs, how }: { workflow: string; inputs: string; how: string }) =>
      `${workflow} needs ${inputs}. Say “${how}”.`,
    notOneOf: ({ input, value, options }: { input: string; value: string; options: string }) =>
      `${input} cannot be “${value}”; it is one of ${options}.`,
    noNumber: ({ input, value }: { input: string; value: string }) => `${input} must be a number, not “${value}”.`,
    notText: ({ input }: { input: string }) => `${input} holds a character that no text has (NUL); say it without.`,
    tooLong: ({ input, most }: { input: string; most: number }) => `${input} is longer than ${most} characters.`,
    notYourRole: ({ workflow, roles }: { workflow: string; roles: string }) =>
      `${workflow} is only for people with the role ${roles}.`,
    alreadyRuns: ({ workflow, task }: { workflow: string; task: string }) =>
      `${task} is running ${workflow} with the same inputs already; I did not start it twice.`,
    noLongerThere: ({ workflow }: { workflow: string }) => `The workflow ${workflow} is no longer there.`,
  },
  retry: {
    liveSince: ({ task, environment, version }: { task: string; environment: string; version: string }) =>
      `${version} went live on ${environment} since ${task} failed, so its jobs are not run again. Ask for the deployment instead.`,
    runAgain: ({ task, by }: { task: string; by: string }) =>
      `${by} has run the failed jobs of ${task} again already. Ask about ${by} instead.`,
    runsAgain: ({ task, url }: { task: string; url: string }) => `Runs only the failed jobs of ${task} again: ${url}`,
    failedJobs: 'Re-run failed jobs',
    part: ({ part, task }: { part: string; task: string }) =>
      `${part} is a step of ${task}. To continue there: retry ${task}`,
    waitsForApproval: ({ task, roles }: { task: string; roles: string }) =>
      `${task} has not failed: it waits for approval by ${roles}. Say “status ${task}” for who can approve it.`,
    notEnded: ({ task }: { task: string }) => `${task} has not ended yet, so there is nothing to retry.`,
    succeeded: ({ task }: { task: string }) => `${task} succeeded, so there is nothing to retry.`,
    unknown: ({ task }: { task: string }) =>
      `${task} does not exist, or you may not see it. Say “list tasks” for what there is.`,
    continues: ({ task, done }: { task: string; done: string }) => `Continues ${task}; not done again: ${done}.`,
  },
  confirm: {
    several: 'Several deployments in one request need confirmation, once.',
    declared: 'A workflow needs confirmation.',
    protected: 'It changes a protected environment, so it needs confirmation.',
  },
  changed: ({ workflow }: { workflow: string }) => `The workflow ${workflow} has changed since.`,
  on: {
    approval: ({ step, count, role, until }: { step: string; count: number; role: string; until: string }) =>
      `${step}: waiting for approval by ${count === 1 ? `one ${role}` : `${count} × ${role}`}, until ${until}.`,
    approvedBy: ({ names }: { names: string }) => `Approved so far by ${names}.`,
    giveRole: ({ role }: { role: string }) =>
      `Give somebody else the role ${role} under access.members in shipmate.yaml, or cancel the run.`,
    until: ({ step, until }: { step: string; until: string }) => `${step}: waits until ${until}.`,
    event: ({ step, event }: { step: string; event: string }) => `${step}: waits for ${event}.`,
    task: ({ step, task, title }: { step: string; task: string; title: string }) => `${step}: ${task}, ${title}.`,
    running: ({ step, since }: { step: string; since: string }) => `${step}: since ${since}.`,
    usually: ({ time }: { time: string }) => `Usually takes ${time}.`,
    again: ({ step, at }: { step: string; at: string }) => `${step} failed; it is tried again at ${at}.`,
    undoing: ({ step }: { step: string }) => `Undoing ${step}.`,
  },
  due: {
    missedTitle: ({ workflow }: { workflow: string }) => `${workflow} was missed`,
    missed: ({ time }: { time: string }) => `It was due at ${time}, and I was not running. I did not start it so late.`,
    stoppedTitle: ({ workflow }: { workflow: string }) => `${workflow} was not started`,
    stopped: ({ time, reason }: { time: string; reason: string }) => `It was due at ${time}. ${reason}`,
    mayNot: ({ actor, rule }: { actor: string; rule: string }) =>
      `${actor} may not start it: ${rule}. Give it a role under access.members.`,
    late: ({ because }: { because: string }) => `I could not start it in time: ${because} I did not start it so late.`,
    noAnswer: 'something that I need for it did not answer.',
    next: 'Next',
  },
  needsApproval: 'Add an approval step for that before it, or ask for the deployment itself.',
  approve: 'Approve',
  reject: 'Reject',
  /** Asked before a rejection is sent: it takes effect at once. */
  rejectFirst: {
    title: ({ step }: { step: string }) => `Reject ${step}?`,
    text: ({ task }: { task: string }) => `${task} ends here, and nobody can approve it afterwards.`,
    no: 'Go back',
  },
  answer: {
    approved: 'Approved.',
    approvedMore: ({ missing }: { missing: number }) =>
      `Approved; ${missing === 1 ? 'one more is' : `${missing} more are`} needed.`,
    rejected: 'Rejected; the run ends here.',
    over: 'That was decided already; nothing changed.',
    own: 'Somebody else must approve this: you started it.',
    twice: 'You have approved this already.',
    notYourRole: ({ role }: { role: string }) => `Only people with the role ${role} can answer this.`,
    nothingWaits: ({ task }: { task: string }) => `Nothing of ${task} waits for approval now.`,
    whichStep: ({ task, steps, one }: { task: string; steps: string; one: string }) =>
      `Several steps of ${task} wait for approval: ${steps}. Say “approve ${task} ${one}”.`,
  },
  rejectedBy: ({ by }: { by: string }) => `${by} rejected it.`,
  failedAt: ({ step }: { step: string }) => `Failed at: ${step}`,
  undone: ({ steps }: { steps: string }) => `Undone: ${steps}.`,
  leftAsItWas: ({ steps }: { steps: string }) => `Not undone, since it was live before this run: ${steps}.`,
  notUndone: ({ step, reason }: { step: string; reason: string }) => `${step} could not be undone: ${reason}`,
  nothingUndone: 'No step had to be undone.',
  toRetry: ({ task }: { task: string }) => `To continue from the failed step: retry ${task}`,
}
