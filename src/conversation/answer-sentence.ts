import { clockTime } from '../cards/words.ts'
import type { AnswerResult, SettledState } from '../changes/answer-confirmation.ts'
import type { Plan } from '../domain/plan.ts'
import type { Documents } from '../ports/event-store.ts'
import { nameOf } from '../queries/names.ts'

/** What whoever answered is told; undefined when the card alone says it. */
export async function answerSentence(result: AnswerResult, documents: Documents): Promise<string | undefined> {
  switch (result.kind) {
    case 'started':
    case 'declined':
      return undefined
    case 'refused':
      return result.sentence
    case 'superseded':
      return result.askedAgain ? `${result.reason} Please look at the new question.` : result.reason
    case 'expired':
      return 'This question has expired, and nothing was done. Please ask again.'
    case 'not-yours':
      return `Only ${await nameOf(documents, result.owner)}, who asked, can answer this.`
    case 'already':
      return alreadyAnswered(result.confirmation.plan, result.state, await nameOf(documents, result.confirmation.by))
    case 'changed-meanwhile':
      return 'Something changed while you answered. Please press again.'
    case 'unknown':
      return 'This question no longer exists. Please ask again.'
  }
}

function alreadyAnswered(plan: Plan, state: SettledState, who: string): string {
  switch (state.kind) {
    case 'given':
      return `Already confirmed by ${who} at ${clockTime(state.at)}.`
    case 'declined':
      return `Already ${plan.kind === 'cancel' ? 'kept running' : 'cancelled'} by ${who} at ${clockTime(state.at)}.`
    case 'expired':
      return `This question expired at ${clockTime(state.at)}, and nothing was done. Please ask again.`
    case 'superseded':
      return state.reason
  }
}
