import { clockTime } from '../cards/words.ts'
import type { AnswerResult, SettledState } from '../changes/answer-confirmation.ts'
import { answeredBy } from '../domain/confirmation.ts'
import type { Plan } from '../domain/plan.ts'
import type { RefusalWhy } from '../domain/refusal.ts'
import type { Documents } from '../ports/event-store.ts'
import { nameOf } from '../queries/names.ts'
import type { Texts } from '../texts/texts.ts'

/** What whoever answered is told; undefined when the card alone says it. */
export async function answerSentence(
  result: AnswerResult,
  documents: Documents,
  texts: Texts,
): Promise<string | undefined> {
  const { answer } = texts.confirmations
  switch (result.kind) {
    case 'started':
    case 'submitted':
    case 'declined':
      return undefined
    case 'refused':
    case 'stopped':
      return result.sentence
    case 'superseded':
      return result.askedAgain ? answer.seeNewQuestion(result) : result.reason
    case 'expired':
      return answer.expired
    case 'not-yours':
      return answer.notYours({ owner: await nameOf(documents, result.owner) })
    case 'takes-a-person':
      return answer.takesAPerson
    case 'already':
      return alreadyAnswered(
        result.confirmation.plan,
        result.state,
        await nameOf(documents, answeredBy(result.confirmation)),
        texts,
      )
    case 'changed-meanwhile':
      return answer.changedMeanwhile
    case 'unknown':
      return answer.unknown
  }
}

/** Undefined for what leads to events of its own, or to nothing yet. */
export function refusedBecause(result: AnswerResult): RefusalWhy | undefined {
  switch (result.kind) {
    case 'refused':
      return 'not-permitted'
    case 'not-yours':
    case 'takes-a-person':
      return 'not-theirs'
    case 'already':
      return 'settled'
    case 'unknown':
      return 'outdated'
    case 'stopped':
      return 'stopped'
    case 'superseded':
      return result.why
    case 'started':
    case 'submitted':
    case 'declined':
    case 'expired':
    case 'changed-meanwhile':
      return undefined
  }
}

function alreadyAnswered(plan: Plan, state: SettledState, by: string, { confirmations: { answer } }: Texts): string {
  switch (state.kind) {
    case 'given':
      return answer.alreadyGiven({ by, time: clockTime(state.at) })
    case 'declined':
      return answer[plan.kind === 'cancel' ? 'alreadyKept' : 'alreadyDeclined']({ by, time: clockTime(state.at) })
    case 'expired':
      return answer.expiredAt({ time: clockTime(state.at) })
    case 'superseded':
      return state.reason
  }
}
