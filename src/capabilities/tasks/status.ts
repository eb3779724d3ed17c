import { runResultCard } from '../../cards/run-result-card.ts'
import { runStatusCard } from '../../cards/run-status-card.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import { runs } from '../../domain/projections.ts'
import { workflowOf } from '../../domain/run.ts'
import type { Slots } from '../../domain/understanding.ts'
import { nameOf } from '../../queries/names.ts'
import { placeOf } from '../../queries/place-of.ts'
import type { AnswerParts, ReadCapability } from '../capability.ts'

/** One task: how far it is, or how it ended. */
export async function answerTask({ store, workflows }: AnswerParts, slots: Slots): Promise<Card> {
  const task = String(slots.task)
  const run = await store.get(runs, task)
  if (!run) return problemCard(`I don’t know ${task}. Say “list tasks” to see what there is.`)
  return (
    runResultCard(run, undefined, await placeOf(run, store)) ??
    runStatusCard(run, workflowOf(run, workflows), await nameOf(store, run.by), undefined)
  )
}

export const taskStatus = {
  intent: 'task.status',
  effect: 'read',
  example: 'status of TASK-1',
  phrase: ['status of', '{task}'],
  answer: (parts, { slots }) => answerTask(parts, slots),
} as const satisfies ReadCapability
