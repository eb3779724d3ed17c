import type { UserId } from '../domain/ids.ts'
import type { Patience } from './look-up-cache.ts'
import type { Directory } from './permissions.ts'

/** People about whom a platform is being asked, or about to be. */
export interface PeopleAskedAbout {
  readonly size: number
  /** Counts somebody until the answer is there. */
  until<Answer>(user: UserId, answer: Promise<Answer>): Promise<Answer>
}

/** @param more Called whenever it is one more. */
export function createPeopleAskedAbout(more: () => void): PeopleAskedAbout {
  const questions = new Map<UserId, number>()
  return {
    get size() {
      return questions.size
    },
    async until(user, answer) {
      questions.set(user, (questions.get(user) ?? 0) + 1)
      more()
      try {
        return await answer
      } finally {
        const left = (questions.get(user) ?? 0) - 1
        if (left > 0) questions.set(user, left)
        else questions.delete(user)
      }
    },
  }
}

/** The same directory for whoever can wait until a platform says who somebody is. */
export function patientDirectory(
  { groups, standings, ...others }: Directory,
  patience: Patience,
  people: PeopleAskedAbout,
): Directory {
  return {
    ...others,
    ...(groups && { groups: { groupsOf: (user) => people.until(user, groups.groupsOf(user, patience)) } }),
    ...(standings && { standings: (user) => people.until(user, standings(user, patience)) }),
  }
}
