import { type Confirmation, isDue } from '../domain/confirmation.ts'
import type { UserId } from '../domain/ids.ts'
import { byLabel, confirmations, conversations, questions } from '../domain/projections.ts'
import { isOverdue, type Question } from '../domain/question.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents } from '../ports/event-store.ts'

/** What waits for one person's answer, wherever it was asked. Newest first. */
export interface Waiting {
  readonly plans: readonly Confirmation[]
  readonly questions: readonly Question[]
  /** So many more were asked in a direct message and are not named where others read. */
  readonly inPrivate: number
}

/** @param direct Whether only this person reads what is said of it. */
export async function waitingFor(
  { store, clock }: { readonly store: Documents; readonly clock: Pick<Clock, 'now'> },
  user: UserId,
  direct: boolean,
): Promise<Waiting> {
  const labels = ['open', byLabel(user)]
  const [plans, asked] = await Promise.all([store.list(confirmations, { labels }), store.list(questions, { labels })])
  const now = clock.now()
  const open = {
    plans: plans.filter((plan) => !isDue(plan, now)),
    questions: asked.filter((question) => !isOverdue(question, now)),
  }
  if (direct) return { ...open, inPrivate: 0 }
  const threads = new Set([...open.plans, ...open.questions].map(({ thread }) => thread))
  const known = await Promise.all(
    [...threads].map(async (thread) => [thread, await store.get(conversations, thread)] as const),
  )
  const hidden = new Set(known.flatMap(([thread, conversation]) => (conversation?.direct ? [thread] : [])))
  const shown = {
    plans: open.plans.filter(({ thread }) => !hidden.has(thread)),
    questions: open.questions.filter(({ thread }) => !hidden.has(thread)),
  }
  const named = shown.plans.length + shown.questions.length
  return { ...shown, inPrivate: open.plans.length + open.questions.length - named }
}
