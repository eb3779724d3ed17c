/** Telling others how a task ends, and what of a message is no part of its request. */
export const telling = {
  /** @param names Names of people, and {@link you} for the person who asks. */
  willTell: {
    anyEnd: ({ names }: { names: string }) => `I will tell ${names}.`,
    failure: ({ names }: { names: string }) => `I will tell ${names} if it fails.`,
    success: ({ names }: { names: string }) => `I will tell ${names} if it succeeds.`,
  },
  /** For “let the team know”. */
  everyone: 'I will post how it ends in this thread, where everyone can read it.',
  you: 'you',
  nobodyElseHere: 'Nobody but you reads this, so I can tell nobody else here.',
  unknown: ({ names }: { names: string }) =>
    `I do not know who ${names} is, so I cannot tell them. Mention them with @.`,
  onlyEnds: 'I tell others only how a task ends.',
  ended: 'The task has ended',
  /** @param end The first line of the card of its end. */
  askedToTell: ({ end, by }: { end: string; by: string }) => `${end}. ${by} asked me to tell you.`,
  ignored: ({ texts }: { texts: string }) => `I ignored: ${texts}.`,
}
