/** Talk with the bot about itself, and what it says around its answers. */
export const conversation = {
  hello: 'Hello! I build, deploy and roll back. Say “help” for what you can ask, or “status”.',
  welcome: 'You’re welcome.',
  thinking: 'Let me think…',
  notAllowed: 'Not allowed',
  assistantMayNotAnswer: 'An assistant may not confirm, approve or reject anything. A person does that.',
  proposalWaits: ({ title }: { title: string }) => `Proposed: ${title}. It waits for a person to confirm it.`,
  proposalOpens: ({ name, title }: { name: string; title: string }) =>
    `${name} proposes: ${title}. The question is in this thread; a person answers it.`,
  noPlaceToPropose:
    'Nobody could be asked, so nothing was proposed. Set mcp.channel to a channel that the bot is in; if it is set, try again in a minute.',
  fault: 'Something went wrong on my side; nothing was started.',
  /** About a message that its person has edited or deleted. */
  changed: {
    tooLate:
      'You edited your message after I had acted on it, so the edit changes nothing. To change the request, say it in a new message.',
    readAgain: 'You edited your message, so I read it again.',
    closed: 'You edited your message. Send it again to ask for the new words.',
    unread: 'You edited your message before I had read it, so I did nothing. Send it again to ask for the new words.',
    deleted: 'That message was deleted, so nothing was started.',
  },
  inTheLog: ({ id }: { id: string }) => `In the log: ${id}`,
  notCertain: 'I’m not certain I understood you.',
  readBy: ({ model }: { model: string }) => `Understood by ${model}.`,
  /** What was taken from earlier messages. */
  carriedOver: ({ values }: { values: string }) => `From earlier messages: ${values}.`,
  besideRequest: ({ values }: { values: string }) => `You named ${values} beside the request.`,
  slots: {
    service: 'service',
    environment: 'environment',
    ref: 'version',
    strategy: 'strategy',
    task: 'task',
    metric: 'metric',
    count: 'count',
    state: 'state',
    window: 'the last',
    pr: 'pull request',
    at: 'at',
  },
  model: {
    unusable: 'My language model gave no usable answer, so I used my own rules.',
    unavailable: 'My language model does not answer, so I used my own rules.',
  },
  withdrawn: 'Withdrawn:',
  nothingStartedWithdrawn: 'Nothing was started. Withdrawn:',
  nothingStarted: 'Nothing was started.',
  sayOtherwise: 'Nothing was started. Please say it in other words.',
  nothingWaits: 'Nothing is waiting for your answer.',
  nothingWaitsHere: 'Nothing is waiting for your answer here.',
  keepsRunning: ({ task }: { task: string }) => `${task} keeps running; to stop it, say “cancel ${task}”.`,
  elsewhere: ({ asked }: { asked: string }) => `Elsewhere you were asked: ${asked}. Answer where it was asked.`,
  somethingInPrivate: 'something in a direct message',
  help: {
    title: 'What you can ask me',
    nothing: 'Nothing yet: you have no permissions here.',
    changes: 'To change things:',
    askWhy:
      'You can also ask why, and for facts:\n• why did the last deployment fail?\n• is it safe to roll back?\n• who approved the last deploy? How long did it take?\n• which versions are there?',
    versions: 'A version is a tag, a branch or a commit (“v1.1.0”, “main”); without one it is the newest commit.',
    ownWords: 'Say it in your own words; I ask when something is missing, and before anything hard to undo.',
    notMine: 'I don’t do that.',
    noWords: 'Your message has no text.',
    noConditions: ({ request }: { request: string }) =>
      `I can’t wait for a condition. Once it is met, say “${request}”.`,
    whatICan: 'What I can do for you:',
    sayHelp: 'Say “help” for everything.',
  },
}
