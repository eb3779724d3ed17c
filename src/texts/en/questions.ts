/** What the bot asks when something is missing or unclear. */
export const questions = {
  notSure: 'I’m not sure what you mean. Is it one of these?',
  twoWays: ({ readings }: { readings: string }) => `I can read that in two ways. Do you mean ${readings}?`,
  unknownName: {
    service: ({ name }: { name: string }) => `I don’t know a service called “${name}”.`,
    environment: ({ name }: { name: string }) => `I don’t know an environment called “${name}”.`,
  },
  youNamed: ({ names }: { names: string }) => `You named ${names}.`,
  didYouMean: ({ names }: { names: string }) => `Did you mean ${names}?`,
  /** Asks for the value of a slot. */
  which: {
    at: 'When? Name a time that is still to come, such as “tomorrow at 9am”.',
    workflow: 'Which workflow?',
    service: 'Which service?',
    environment: 'Which environment?',
    task: 'Which task?',
    metric: 'Which metric?',
    ref: 'Which version?',
    count: 'How many instances?',
  },
  /** In a menu, before anything is chosen. At most 100 characters. */
  choose: 'Choose one, or say its name',
  whichOther: ({ slot }: { slot: string }) => `Which ${slot}?`,
  iKnow: ({ names }: { names: string }) => `I know ${names}.`,
  onlyChoice: {
    service: ({ name }: { name: string }) => `I took ${name}: there is no other service for this.`,
    environment: ({ name }: { name: string }) => `I took ${name}: there is no other environment for this.`,
  },
  readAs: ({ readings }: { readings: string }) => `I read ${readings}.`,
  nameReadAs: ({ typed, name }: { typed: string; name: string }) => `“${typed}” as ${name}`,
  answered: ({ prompt, answer }: { prompt: string; answer: string }) => `${prompt}\nAnswered: ${answer}`,
  withdrawn: ({ prompt }: { prompt: string }) => `${prompt}\nWithdrawn.`,
  already: ({ answer }: { answer: string }) => `Already answered: ${answer}.`,
  notYours: ({ owner }: { owner: string }) => `Only ${owner}, who was asked, can answer this.`,
  noLongerOpen: 'That question is no longer open. Please ask again.',
  haveAnswer: 'I have your answer already.',
}
