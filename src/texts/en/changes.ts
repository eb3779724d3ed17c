/** Approval by a second person: change requests, their cards, and what people are told. */
export const changes = {
  title: ({ change, title }: { change: string; title: string }) => `${change}: ${title}`,
  whoeverMay: 'whoever may approve there',
  /** What is needed, without a full stop. @param by Roles, or {@link whoeverMay}. */
  needs: ({ count, by }: { count: number; by: string }) =>
    count === 1 ? `Needs 1 approval by ${by}` : `Needs ${count} approvals by ${by}`,
  /** Said before its person confirms the plan. */
  firstYou: ({ needs }: { needs: string }) => `${needs} I ask them once you have submitted the plan.`,
  /** Why something does not start by itself. @param needs Sentences. */
  needsApproval: ({ needs }: { needs: string }) => `Others must approve this: ${needs}`,
  submitted: 'You submit this for approval.',
  canApprove: ({ names }: { names: string }) => `Can approve: ${names}.`,
  canApproveUntold: ({ names }: { names: string }) =>
    `I cannot message ${names} one by one, since the platform does not list who that is: please tell them.`,
  tooFew: {
    nobody: 'Nobody can approve this: no one but whoever asked holds what it needs.',
    some: ({ names }: { names: string }) => `Too few people can approve this: only ${names}.`,
    glass: ({ names }: { names: string }) =>
      `In an emergency ${names} may break the glass, with a reason that others who may are told at once.`,
    noGlass: 'Nobody may break the glass either. Give somebody a role that approves, under access: in shipmate.yaml.',
  },
  button: {
    submit: 'Submit for approval',
    submitBecause: 'Submit with a reason',
    approve: 'Approve',
    conditions: 'Approve with conditions',
    reject: 'Reject',
    withdraw: 'Withdraw',
    breakGlass: 'Break the glass',
    tick: ({ text }: { text: string }) => `Done: ${text}`,
    noReason: 'No reason',
  },
  fields: { askedBy: 'Asked by', reason: 'Reason', expires: 'Expires' },
  approvedBy: ({ by, time }: { by: string; time: string }) => `✓ Approved by ${by} at ${time}.`,
  approvedEarly: ({ by, time }: { by: string; time: string }) =>
    `✓ Approved by ${by} at ${time}, before the evidence was gathered.`,
  lapsedBy: ({ by, reason }: { by: string; reason: string }) => `✗ The approval by ${by} no longer counts: ${reason}`,
  lapsed: 'its person may not approve this any more.',
  condition: {
    ticked: ({ text }: { text: string }) => `☑ ${text}`,
    open: ({ text, by }: { text: string; by: string }) => `☐ ${text} (${by} ticks this off before the start)`,
    gate: ({ text }: { text: string }) =>
      `◷ ${text} (measured once it is live; I restore the release before if it breaks)`,
    kept: ({ text, sentence }: { text: string; sentence: string }) => `✓ ${text}. ${sentence}`,
    broken: ({ text, sentence }: { text: string; sentence: string }) => `✗ ${text}. ${sentence}`,
    unknown: ({ text, sentence }: { text: string; sentence: string }) => `? ${text}. ${sentence}`,
  },
  evidence: {
    gathering: 'Gathering what is known about this …',
    commits: ({ count, authors }: { count: number; authors: string }) =>
      count === 1 ? `1 commit by ${authors}` : `${count} commits by ${authors}`,
    diff: ({ files, added, removed, most }: { files: number; added: number; removed: number; most: string }) =>
      `${files === 1 ? '1 file' : `${files} files`}, +${added} −${removed}: ${most}`,
    build: {
      passed: ({ task }: { task: string }) => `Build of this commit passed (${task})`,
      failed: ({ task }: { task: string }) => `Build of this commit failed (${task})`,
      running: ({ task }: { task: string }) => `Build of this commit is running (${task})`,
      none: 'This commit has not been built yet',
    },
    test: {
      passed: ({ task, passed }: { task: string; passed?: number }) =>
        passed === undefined
          ? `Tests of this commit passed (${task})`
          : `${passed === 1 ? '1 test' : `${passed} tests`} of this commit passed (${task})`,
      failed: ({ task }: { task: string }) => `Tests of this commit failed (${task})`,
      running: ({ task }: { task: string }) => `Tests of this commit are running (${task})`,
      none: 'No workflow has tested this commit',
    },
    health: {
      healthy: 'Healthy now',
      unhealthy: ({ complaint }: { complaint: string }) => `Unhealthy now: ${complaint}`,
      unknown: ({ complaint }: { complaint: string }) => `Health not known: ${complaint}`,
      'nothing-deployed': 'Nothing is running there now',
    },
    budget: ({ left }: { left: string }) => `${left} of the error budget is left`,
    open: ({ names }: { names: string }) => `Open there: ${names}`,
    drift: ({ environment }: { environment: string }) => `drift in ${environment}`,
    nothingOpen: 'Nothing else is open on this service',
  },
  outcome: {
    started: ({ task, time }: { task: string; time: string }) => `Started as ${task} at ${time}.`,
    /** With a plan about a task that there is. */
    done: ({ time }: { time: string }) => `Done at ${time}.`,
    declined: ({ by, time }: { by: string; time: string }) => `✗ Rejected by ${by} at ${time}. Nothing was done.`,
    declinedBecause: ({ by, time, reason }: { by: string; time: string; reason: string }) =>
      `✗ Rejected by ${by} at ${time}: ${reason}. Nothing was done.`,
    withdrawn: ({ by, time }: { by: string; time: string }) => `Withdrawn by ${by} at ${time}. Nothing was done.`,
    expired: 'Expired without the approvals it needed. Nothing was done; ask again if you still want it.',
    voided: ({ reason }: { reason: string }) => `${reason} Nothing was done.`,
    brokeGlass: ({ by, reason }: { by: string; reason: string }) =>
      `🔴 ${by} broke the glass: started without the approvals it needed. Reason: ${reason}.`,
    askedAgain: ({ reason }: { reason: string }) => `${reason} Asked again below.`,
  },
  again: {
    policy: 'More approvals are needed by now. Those that were given still count.',
  },
  /** Direct messages. */
  direct: {
    link: 'To the request',
    reminder: ({ change, title, time }: { change: string; title: string; time: string }) =>
      `${change} still needs your approval: ${title}. It expires at ${time}.`,
    brokeGlass: ({ by, change, title, reason }: { by: string; change: string; title: string; reason: string }) =>
      `🔴 ${by} broke the glass on ${change}: ${title}. It was started without the approvals it needed. Reason: ${reason}.`,
  },
  /** What whoever answered is told. */
  answer: {
    recorded: ({ change, missing }: { change: string; missing: number }) =>
      missing === 1
        ? `Recorded. ${change} needs 1 more approval.`
        : `Recorded. ${change} needs ${missing} more approvals.`,
    unticked: ({ change, count, by }: { change: string; count: number; by: string }) =>
      count === 1
        ? `Recorded. ${change} starts once ${by} has ticked off 1 condition.`
        : `Recorded. ${change} starts once ${by} has ticked off ${count} conditions.`,
    started: ({ change, task }: { change: string; task: string }) =>
      `${change} is approved and has started as ${task}.`,
    done: ({ change }: { change: string }) => `${change} is approved and done.`,
    declined: ({ change }: { change: string }) => `${change} is rejected. Nothing was done.`,
    withdrawn: ({ change }: { change: string }) => `${change} is withdrawn. Nothing was done.`,
    expired: ({ change }: { change: string }) => `${change} has expired, and nothing was done. Please ask again.`,
    moved: ({ reason }: { reason: string }) => `${reason} Please look at the new card.`,
    ownChange: 'Nobody approves or rejects their own change. You can withdraw it.',
    brokeGlass: ({ change }: { change: string }) => `The glass is broken: ${change} goes ahead without approval.`,
    noReason: ({ change }: { change: string }) => `Breaking the glass on ${change} takes a reason.`,
    othersCan: ({ change }: { change: string }) =>
      `Others can approve ${change}, so you may not break the glass on your own change.`,
    approvedBefore: 'You have approved this already. One person counts once.',
    tickedBefore: 'This condition is ticked off already.',
    notTheAsker: ({ asker }: { asker: string }) => `Only ${asker}, who asked, can do that.`,
    mayNotDecide: ({ change, needs }: { change: string; needs: string }) => `You may not decide on ${change}. ${needs}`,
    mayNotBreakGlass: ({ change }: { change: string }) =>
      `You may not break the glass on ${change}: that needs the right change.break-glass there.`,
    already: {
      started: ({ task, time }: { task: string; time: string }) =>
        `Already approved: it started as ${task} at ${time}.`,
      declined: ({ by, time }: { by: string; time: string }) => `Already rejected by ${by} at ${time}.`,
      withdrawn: ({ by, time }: { by: string; time: string }) => `Already withdrawn by ${by} at ${time}.`,
      expired: ({ time }: { time: string }) => `It expired at ${time}, and nothing was done. Please ask again.`,
    },
    /** Follows why nothing may start there now. */
    notRecorded: 'Nothing was recorded; please answer again then.',
    outOfDate: ({ reason }: { reason: string }) => `${reason} This card is out of date; please look at the newest one.`,
    unknown: ({ change }: { change: string }) => `I don’t know a change request ${change}.`,
    sayExactly: ({ change }: { change: string }) =>
      `I take an approval only word for word. Press its button, or say “approve ${change}”.`,
  },
  /** Forms in a thread. */
  form: {
    submit: 'Why is this needed? Reply here with the reason; I submit it then.',
    /** In a window. Titles and buttons hold at most 24 characters. */
    window: {
      title: {
        submit: 'Submit with a reason',
        conditions: 'Approve with conditions',
        reject: 'Reject',
        breakGlass: 'Break the glass',
      },
      note: {
        submit: 'Those who are asked to approve it see the reason.',
        conditions: ({ change, isMeasured }: { change: string; isMeasured: boolean }) =>
          isMeasured
            ? `You approve ${change}. A condition with a metric, a bound and a time is measured after the release goes live; any other is ticked off before the start.`
            : `You approve ${change}. Whoever asked ticks the condition off before the start.`,
        reject: ({ change }: { change: string }) => `Rejecting ${change} ends it. Whoever asked sees the reason.`,
        breakGlass: ({ change }: { change: string }) =>
          `${change} starts at once, without the approvals it needs. Others who may break the glass are told at once, with your reason.`,
      },
      label: {
        submit: 'Why is this needed?',
        conditions: 'Under which condition?',
        reject: 'Why? (may be left empty)',
        breakGlass: 'Why must it start without approval?',
      },
      hint: 'For example: the error rate stays under 1 % for 10 minutes',
      send: { submit: 'Submit', conditions: 'Approve', reject: 'Reject', breakGlass: 'Break the glass' },
      close: 'Cancel',
      problem: {
        empty: 'Please type this in words; nothing was recorded.',
        'too-long': 'Please keep it under 1,000 characters; nothing was recorded.',
      },
    },
    reject: ({ change }: { change: string }) => `Why do you reject ${change}? Say the reason to me in this thread.`,
    conditions: ({ change, isMeasured }: { change: string; isMeasured: boolean }) =>
      `Under which condition do you approve ${change}? Say it to me in this thread. ${isMeasured ? 'One with a metric, a bound and a time is measured after the release goes live.' : 'Whoever asked ticks it off before the start.'}`,
    breakGlass: ({ change }: { change: string }) =>
      `Why must ${change} start without approval? Say the reason to me in this thread; I show it once more before anything starts.`,
    confirmGlass: ({ change, reason }: { change: string; reason: string }) =>
      `Start ${change} without the approvals it needs? The reason: ${reason}.`,
    toldOfGlass: ({ names }: { names: string }) => `I tell ${names} at once.`,
    nobodyTold: 'There is nobody whom I could tell directly.',
    notToldOfGlass: ({ names }: { names: string }) => `I cannot tell ${names} directly: please tell them.`,
  },
  list: {
    title: 'Change requests',
    none: 'No change request is waiting.',
    noneSuch: 'There is no such change request.',
    columns: { change: 'Request', what: 'What', state: 'State', asked: 'Asked', by: 'By' },
    states: {
      pending: 'waiting for approval',
      started: 'started',
      declined: 'rejected',
      withdrawn: 'withdrawn',
      expired: 'expired',
      voided: 'void',
    },
    brokeGlass: '🔴 started without approval',
  },
  /** Who can approve where. */
  access: {
    needed: ({ place, why, names }: { place: string; why: string; names: string }) =>
      `${place}: ${why} Can approve: ${names}.`,
    nobody: 'nobody',
    none: ({ place }: { place: string }) => `${place}: no rule asks for an approval; whoever asks confirms.`,
    /** When a rule applies, in brackets behind it. */
    when: {
      touches: ({ paths }: { paths: string }) => `when it touches ${paths}`,
      strategies: ({ names }: { names: string }) => `with ${names}`,
      risk: ({ verdicts }: { verdicts: string }) => `when the risk is judged ${verdicts}`,
      hours: ({ from, to, zone }: { from: string; to: string; zone: string }) => `from ${from} to ${to} (${zone})`,
      weekdays: ({ days, zone }: { days: string; zone: string }) => `on ${days} (${zone})`,
    },
  },
  gate: {
    metric: { error_rate: 'Error rate', latency: '95 % of the answers took up to', traffic: 'Requests a minute' },
    measured: ({ metric, value, minutes }: { metric: string; value: string; minutes: number }) =>
      `${metric} ${value} after ${minutes} min`,
    tooFew: 'Too few requests came to tell',
    notMeasured: 'Nothing measured it',
    overtaken: 'Another release is live there by now',
    notLive: 'It did not go live',
    restores: ({ version, task }: { version: string; task: string }) => `I am restoring ${version} (${task}).`,
    waits: ({ version }: { version: string }) =>
      `${version} is not rolled back yet; I restore the release before as soon as I can.`,
    brokenTitle: ({ change }: { change: string }) => `A condition of ${change} is broken`,
  },
  stale: {
    reason: ({ change }: { change: string }) => `Approvals of ${change} no longer count.`,
    nextStep: 'Ask for the change again.',
  },
  /** On the card of the task. */
  run: {
    brokeGlass: ({ reason }: { reason: string }) => `🔴 Started without approval: ${reason}`,
    restores: ({ change }: { change: string }) =>
      `A condition of ${change} is broken, so I restore the release before.`,
  },
  history: { brokeGlass: '🔴 no approval' },
}
