import type { UserId } from '../domain/ids.ts'

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
