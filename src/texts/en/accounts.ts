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
  tokens: {
    name: 'Token',
    may: 'May',
    ends: 'Ends',
    used: 'Last used',
    never: 'never',
    asYou: 'what you may',
    approves: 'approves as you',
    how: 'Write “revoke token” and its name to end one, or “create a token” for a new one.',
    none: 'You have no tokens. Write “create a token” for one.',
    notThere: ({ name }: { name: string }) => `You have no valid token ${name}. Write “tokens” to see yours.`,
    revoked: ({ name }: { name: string }) => `The token ${name} is revoked: it opens nothing any more.`,
    onPage: 'The page “Tokens” of the console creates one.',
  },
  onlyPeople: 'Only people have accounts: a token opens no console and is linked with nobody.',
  onlyProposes: 'This token only proposes: a person presses the buttons.',
  link: {
    sayThere: ({ minutes }: { minutes: number }) =>
      `Say this to me in a direct message from your other account, within ${minutes} minutes:`,
    whatFor: 'Then both are one person for approvals and locks. Each keeps its own rights.',
    notSent: 'I could not send you a code. Write “link” again in a moment.',
    linked: ({ other }: { other: string }) =>
      `This account and ${other} are one person now: what one asks for, the other cannot approve. Each keeps its own rights.`,
    noCode: 'This code was used before, or is older than ten minutes. Write “link” in the other account for a new one.',
    sameAccount: 'The code is from this account. Say it from the other one.',
    parted: 'Your accounts are no longer linked. For approvals they count as one person for another 24 hours.',
    none: 'This account is linked with no other by your own word.',
  },
}
