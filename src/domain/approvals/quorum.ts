/** How many people must permit something, and which. It knows neither plans nor chat. */
export interface Quorum {
  readonly count: number
  /** Holders of any of these roles count; none: whoever has the right to approve there. */
  readonly roles: readonly string[]
}

/** Somebody's yes, with what they hold at this moment. */
export interface Vote {
  /** The same for all accounts of one person. */
  readonly person: string
  /** The roles they hold that reach there. */
  readonly roles: readonly string[]
  /** They have the right to approve there. */
  readonly hasRight: boolean
}

/** Whether somebody counts for a quorum. */
export function counts({ roles }: Quorum, vote: Omit<Vote, 'person'>): boolean {
  return roles.length === 0 ? vote.hasRight : roles.some((role) => vote.roles.includes(role))
}

/** How many are still missing. One person counts once, and whoever asked never does. */
export function missingFrom(quorum: Quorum, votes: readonly Vote[], asker: string): number {
  const people = votes.filter((vote) => vote.person !== asker && counts(quorum, vote)).map(({ person }) => person)
  return Math.max(0, quorum.count - new Set(people).size)
}

/** Whether every quorum is met; one person's yes may count for several. */
export function isMet(quorums: readonly Quorum[], votes: readonly Vote[], asker: string): boolean {
  return quorums.every((quorum) => missingFrom(quorum, votes, asker) === 0)
}
