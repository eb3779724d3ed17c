/** Asking before a change, and what becomes of the question. */
export const confirmations = {
  question: ({ title }: { title: string }) => `${title}?`,
  askedBy: 'Asked by',
  proposedBy: 'Proposed by',
  byProgram: ({ name, client }: { name: string; client: string }) => `${name}, which calls itself ${client}`,
  itsReason: 'It says',
  expires: 'Expires',
  button: {
    confirm: 'Confirm',
    deployAnyway: 'Deploy anyway',
    promoteAnyway: 'Promote anyway',
    stopTask: 'Stop it',
    cancel: 'Cancel',
    keepTask: 'Keep it running',
  },
  outcome: {
    open: 'Waiting for an answer.',
    given: ({ by, time }: { by: string; time: string }) => `✓ Confirmed by ${by} at ${time}.`,
    givenOverHold: ({ by, time }: { by: string; time: string }) =>
      `✓ Confirmed by ${by} at ${time}, overriding the hold.`,
    declined: ({ by, time }: { by: string; time: string }) => `Cancelled by ${by} at ${time}. Nothing was done.`,
    // “Cancelled” would say that the task was.
    taskKept: ({ by, time }: { by: string; time: string }) => `Kept running by ${by} at ${time}. Nothing was done.`,
    expired: 'Expired without an answer. Nothing was done; ask again if you still want it.',
    superseded: ({ reason }: { reason: string }) => `${reason} Nothing was done on this card.`,
  },
  /** A button that asks before it counts, where the platform has no dialog. */
  asked: {
    declined: 'Nothing was done.',
    yesOrNo: ({ yes, no }: { yes: string; no: string }) => `Type yes (${yes}) or no (${no}).`,
  },
  commits: {
    ships: ({ count }: { count: number }) => (count === 1 ? '1 commit ships:' : `${count} commits ship:`),
    included: ({ count }: { count: number }) => (count === 1 ? '1 commit included:' : `${count} commits included:`),
    removed: ({ count }: { count: number }) => (count === 1 ? '1 commit removed:' : `${count} commits removed:`),
    more: ({ count }: { count: number }) => `… and ${count} more`,
  },
  risk: {
    go: 'Low risk',
    'go-with-canary': 'Canary advised',
    hold: 'On hold',
    nothingFound: 'Nothing risky was found.',
    judgedBy: ({ verdict, model }: { verdict: string; model: string }) => `${verdict} (judged by ${model})`,
    canaryChosen:
      'You named no strategy, so I chose a canary because of this risk. To choose another, add “using blue-green”, for example.',
  },
  /** What whoever answered is told. */
  answer: {
    seeNewQuestion: ({ reason }: { reason: string }) => `${reason} Please look at the new question.`,
    expired: 'This question has expired, and nothing was done. Please ask again.',
    notYours: ({ owner }: { owner: string }) => `Only ${owner}, who asked, can answer this.`,
    takesAPerson: 'An assistant proposed this, so only a person may answer it.',
    changedMeanwhile: 'Something changed while you answered. Please press again.',
    unknown: 'This question no longer exists. Please ask again.',
    buttonGone: 'This button no longer works, so nothing was done. Please ask again.',
    alreadyGiven: ({ by, time }: { by: string; time: string }) => `Already confirmed by ${by} at ${time}.`,
    alreadyDeclined: ({ by, time }: { by: string; time: string }) => `Already cancelled by ${by} at ${time}.`,
    alreadyKept: ({ by, time }: { by: string; time: string }) => `Already kept running by ${by} at ${time}.`,
    expiredAt: ({ time }: { time: string }) =>
      `This question expired at ${time}, and nothing was done. Please ask again.`,
  },
  /** Why a question was closed. */
  superseded: {
    askedAgain: 'Asked again below.',
    takenBack: 'You took this back.',
    edited: 'You edited your message, so I read it again.',
    editedAway: 'You edited your message. Send it again to ask for the new words.',
    deleted: 'The request was deleted.',
    refMoved: ({ ref, before, now }: { ref: string; before: string; now: string }) =>
      `${ref} has moved from ${before} to ${now} since I asked.`,
    imageMoved: ({ image, before, now }: { image: string; before: string; now: string }) =>
      `The tag ${image} has moved from ${before} to ${now} since I asked.`,
    configurationChanged: ({ service }: { service: string }) =>
      `The configuration of ${service} has changed since I asked.`,
    instancesChanged: 'The number of instances has changed since I asked.',
    liveReleaseChanged: 'The live release has changed since I asked.',
    removesMore: ({ objects }: { objects: string }) => `By now it would also remove ${objects}.`,
    newHold: ({ reasons }: { reasons: string }) => `New reason to hold: ${reasons}`,
  },
  /** Why a question is asked once more. */
  again: {
    which: {
      service: 'Please say which service you mean.',
      environment: 'Please say which environment you mean.',
      task: 'Please say which task you mean.',
      metric: 'Please say which metric you mean.',
      request: 'Please say which request you mean.',
    },
    whichOther: ({ slot }: { slot: string }) => `Please say which ${slot} you mean.`,
    notExact: 'Not started. Press the button, or answer just “yes”.',
    taskOrQuestion: 'That may mean the task or my question. Press a button, or say “stop it” or “keep it running”.',
    notTheNextThing: 'Not started: something else was said after I asked. Confirm this?',
    notToTheBot: 'Not started: that was not addressed to me. Press the button, or mention me with your yes.',
    edited: 'An edited message settles nothing. Press a button, or say it in a new message.',
    afterRestart: 'I was restarted since I asked.',
  },
}
