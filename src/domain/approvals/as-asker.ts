import type { Vote } from './quorum.ts'

/** Whoever has taken over what somebody asked for counts as that person: they withdraw it, and do not approve it. */
export const asAsker = <Standing extends Vote>(one: Standing, asker: Vote, takers: readonly Vote[]): Standing =>
  takers.some(({ person }) => person === one.person) ? { ...one, person: asker.person } : one
