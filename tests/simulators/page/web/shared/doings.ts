import { useState } from 'preact/hooks'
import type { Answer } from '../../../person.ts'
import { act, type Platform } from './act.ts'

/** What is said under a pane when something did not work. */
export interface Doings {
  readonly problem: string
  /** Does it as the person of the pane; resolves with undefined where it did not work, which the pane says. */
  does<Result = Answer>(deed: string, ...given: readonly unknown[]): Promise<Result | undefined>
}

/** What a person does in a pane. */
export function useDoings(platform: Platform, person: string): Doings {
  const [problem, setProblem] = useState('')
  return {
    problem,
    async does<Result>(deed: string, ...given: readonly unknown[]) {
      try {
        setProblem('')
        const answer = await act<Result>(platform, person, deed, ...given)
        if ((answer as Partial<Answer> | null)?.kind !== 'failed') return answer as Result
        setProblem('The bot has not answered in time.')
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error))
      }
      return undefined
    },
  }
}
