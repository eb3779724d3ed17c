import { confirmationStream, isDue } from '../domain/confirmation.ts'
import { platformOf } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import { confirmations, questions } from '../domain/projections.ts'
import { isOverdue, questionStream } from '../domain/question.ts'
import { correlationOf } from '../queries/correlation.ts'
import { transact } from '../runtime/transact.ts'
import { textsIn } from '../texts/texts-in.ts'
import { askOpenAgain } from './ask-open-again.ts'
import { askedAt, type Open } from './decide-words.ts'
import type { ConversationParts } from './parts.ts'

/** Repeats every open question on a platform that no longer shows it. */
export async function showOpenAgain(
  parts: Pick<ConversationParts, 'store' | 'clock' | 'newId' | 'settings'>,
  platform: string,
): Promise<void> {
  const { store, clock } = parts
  const labels = ['open']
  const [plans, asked] = await Promise.all([store.list(confirmations, { labels }), store.list(questions, { labels })])
  const now = clock.now()
  const isHere = ({ thread }: { readonly thread: string }): boolean => platformOf(thread) === platform
  const all: readonly Open[] = [
    ...plans
      .filter((plan) => isHere(plan) && !isDue(plan, now))
      .map((confirmation) => ({ kind: 'confirmation' as const, confirmation })),
    ...asked
      .filter((question) => isHere(question) && !isOverdue(question, now))
      .map((question) => ({ kind: 'question' as const, question })),
  ]
  // Oldest first, so that the last question is again the one that words answer.
  for (const open of all.toReversed().toSorted((a, b) => askedAt(a).localeCompare(askedAt(b)))) {
    const cause = { correlationId: await correlationOf(store, streamOf(open)), actor: 'conversation' }
    const { again } = textsIn(languageOf(open)).confirmations
    await transact(store, cause, now, (transaction) => askOpenAgain(parts, transaction, open, again.afterRestart))
  }
}

function languageOf(open: Open): Language | undefined {
  return open.kind === 'confirmation' ? open.confirmation.language : open.question.language
}

function streamOf(open: Open): string {
  return open.kind === 'confirmation'
    ? confirmationStream(open.confirmation.confirmation)
    : questionStream(open.question.question)
}
