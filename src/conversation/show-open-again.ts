import { confirmationStream, isDue } from '../domain/confirmation.ts'
import { platformOf } from '../domain/ids.ts'
import { confirmations, questions } from '../domain/projections.ts'
import { isOverdue, questionStream } from '../domain/question.ts'
import { type Cause, transact } from '../log/transact.ts'
import { askQuestionAgain } from './ask.ts'
import { correlationOf } from './correlation.ts'
import type { ConversationParts } from './parts.ts'
import { askAgain } from './request-confirmation.ts'

const AFTER_RESTART = 'I was restarted since I asked.'

/** Asks everything once more that is open on a platform where nothing of it can be seen any longer. */
export async function showOpenAgain(
  parts: Pick<ConversationParts, 'store' | 'clock' | 'newId' | 'settings'>,
  platform: string,
): Promise<void> {
  const { store, clock } = parts
  const labels = ['open']
  const [plans, asked] = await Promise.all([store.list(confirmations, { labels }), store.list(questions, { labels })])
  const now = clock.now()
  const isHere = ({ thread }: { readonly thread: string }): boolean => platformOf(thread) === platform
  // Lists have the newest first; what was asked last is to stand last again.
  for (const question of asked.toReversed()) {
    if (!isHere(question) || isOverdue(question, now)) continue
    const cause = await causeFor(parts, questionStream(question.question))
    await transact(store, cause, now, (transaction) => askQuestionAgain(parts, transaction, question, AFTER_RESTART))
  }
  for (const plan of plans.toReversed()) {
    if (!isHere(plan) || isDue(plan, now)) continue
    const cause = await causeFor(parts, confirmationStream(plan.confirmation))
    await transact(store, cause, now, (transaction) => askAgain(parts, transaction, plan, AFTER_RESTART))
  }
}

async function causeFor({ store }: Pick<ConversationParts, 'store'>, stream: string): Promise<Cause> {
  return { correlationId: await correlationOf(store, stream), actor: 'conversation' }
}
