/** People's own accounts: the console, and who is who. */
export const accounts = {
  console: {
    title: 'Console',
    open: 'Open it as you',
    once: ({ minutes }: { minutes: number }) => `For you alone: it works once, within ${minutes} minutes.`,
    onlyHere: 'It opens on the machine I run on.',
    notFromHere: 'Links to the console are sent in Slack, Discord and the terminal.',
    notSent: 'I could not send you the link to the console. Write “console” again in a moment.',
  },
}
