import { runs } from '../../domain/projections.ts'
import type { Slots } from '../../domain/understanding.ts'
import type { Card } from '../cards/card.ts'
import { runResultCard } from '../cards/run-result-card.ts'
import { runStatusCard } from '../cards/run-status-card.ts'
import { problemCard, sentenceCard } from '../cards/sentence-card.ts'
import { nameOf } from '../names.ts'
import type { ConversationParts } from '../parts.ts'
import { placeOf } from '../place-of.ts'
import { listedRuns } from './listed.ts'
import { taskTable } from './task-table.ts'

const TASKS_SHOWN = 20

/** Tasks that are not over, or those in a state that was asked for. */
export async function answerTasks(parts: ConversationParts, slots: Slots): Promise<Card> {
  const label = slots.state === undefined ? 'active' : String(slots.state)
  const found = await parts.store.list(runs, { labels: [label], limit: TASKS_SHOWN })
  if (found.length === 0) return sentenceCard(label === 'active' ? 'No task is running.' : `No task is ${label}.`)
  return { title: 'Tasks', tone: 'neutral', listed: listedRuns(found), blocks: [await taskTable(parts, found)] }
}

/** One task: how far it is, or how it ended. */
export async function answerTask({ store }: ConversationParts, slots: Slots): Promise<Card> {
  const task = String(slots.task)
  const run = await store.get(runs, task)
  if (!run) return problemCard(`I know no ${task}. Say “list tasks” to see what there is.`)
  return (
    runResultCard(run, undefined, await placeOf(run, store)) ??
    runStatusCard(run, await nameOf(store, run.by), undefined)
  )
}
