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

/** The same people once these accounts belong together, too. Names and the first account of those that are known stay. */
export function joinedPeople(
  people: readonly LinkedPerson[],
  pairs: readonly (readonly [UserId, UserId])[],
): readonly LinkedPerson[] {
  return pairs.reduce((known, pair) => {
    const together = known.filter(({ ids }) => pair.some((id) => ids.includes(id)))
    const ids = [...new Set([...together.flatMap((one) => one.ids), ...pair])]
    const name = together.find((one) => one.name !== undefined)?.name
    return [...known.filter((one) => !together.includes(one)), { ids, ...(name !== undefined && { name }) }]
  }, people)
}
