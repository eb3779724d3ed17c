import type { UserId } from './ids.ts'

/** Somebody with accounts on several platforms. */
export interface LinkedPerson {
  readonly name?: string | undefined
  readonly ids: readonly UserId[]
}

/** The same for all accounts of one person. */
export function personBehind(user: UserId, people: readonly LinkedPerson[]): string {
  return people.find(({ ids }) => ids.includes(user))?.ids[0] ?? user
}

/** The other accounts of whoever is behind one. */
export function otherAccountsOf(user: UserId, people: readonly LinkedPerson[]): readonly UserId[] {
  return people.find(({ ids }) => ids.includes(user))?.ids.filter((id) => id !== user) ?? []
}
