/** What somebody is told directly when what they asked for can never be posted where they asked. */
export const undelivered = {
  title: 'I could not answer where you asked',
  /** @param asked What they said, cut short. */
  answer: ({ asked, why }: { asked: string; why: string }) =>
    `My answer to “${asked}” could not be posted there, because ${why}; here is what it says.`,
  result: ({ asked, why }: { asked: string; why: string }) =>
    `The result of “${asked}” could not be posted there, because ${why}; I send it to you directly.`,
  decision: ({ asked, why }: { asked: string; why: string }) =>
    `My question about “${asked}” could not be posted there, because ${why}; here is what it says, and to go ahead, ask me again in this conversation.`,
  place: 'Where you asked',
  why: {
    'edit-refused': 'my message there can no longer be changed',
    'channel-archived': 'the channel or thread is archived',
    'channel-gone': 'the channel is gone or closed to me',
    'not-in-channel': 'I am not in the channel',
    'not-allowed': 'I may not post there',
    'failed-too-often': 'it failed for a whole day',
    refused: 'the platform refused it',
  },
}
