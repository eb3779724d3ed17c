import { releaseHealthCard } from '../cards/release-health-card.ts'
import type { TaskId } from '../domain/ids.ts'
import { releaseOf, targetOf } from '../domain/plan.ts'
import { environmentLabel, runs, serviceLabel } from '../domain/projections.ts'
import type { Run } from '../domain/run.ts'
import type { Documents } from '../ports/event-store.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { placeOf } from '../queries/place-of.ts'
import { textsIn } from '../texts/texts-in.ts'
import { messagesInLanguage } from './messages-in-language.ts'
import { runMessages, type Sources } from './run-messages.ts'

/** The card of a release's health. */
export async function healthMessages(
  task: TaskId,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const run = await documents.get(runs, task)
  const card = run && releaseHealthCard(run, run.by, await placeOf(run, documents), textsIn(run.language))
  if (!card) return []
  const to = { kind: 'thread', thread: run.thread } as const
  return messagesInLanguage([{ key: `health-${task}`, to, card, urgency: 'answer', correlationId }], run.language)
}

/** Updates the cards of releases that are live no longer, or again: such a release cannot be rolled back. */
export async function releaseMessages(
  tasks: readonly TaskId[],
  correlationId: string,
  sources: Sources,
): Promise<readonly DesiredMessage[]> {
  const messages = tasks.map(async (task) => [
    ...(await runMessages(task, correlationId, sources)),
    ...(await healthMessages(task, correlationId, sources.documents)),
  ])
  return (await Promise.all(messages)).flat()
}

/** How many tasks of a place are searched; nobody deploys one release more often in a row. */
const SEARCHED_AT_MOST = 10

/** The tasks whose release was live before this one's; several when it was deployed again. */
export async function replacedBy(task: TaskId, documents: Documents): Promise<readonly TaskId[]> {
  return ofOneRelease((await deployedUpTo(task, documents)).slice(1))
}

/** This task, and those before it that deployed the same release. */
export async function deployedWith(task: TaskId, documents: Documents): Promise<readonly TaskId[]> {
  return ofOneRelease(await deployedUpTo(task, documents))
}

function ofOneRelease(deployed: readonly Run[]): readonly TaskId[] {
  const other = deployed.findIndex((run) => releaseOf(run)?.sha !== (deployed[0] && releaseOf(deployed[0])?.sha))
  return deployed.slice(0, other === -1 ? deployed.length : other).map(({ task }) => task)
}

/** The last deployments to a task's place, it and those before it. */
async function deployedUpTo(task: TaskId, documents: Documents): Promise<readonly Run[]> {
  const run = await documents.get(runs, task)
  const target = run && targetOf(run)
  if (!target) return []
  const { service, environment } = target
  const labels = ['deployment', 'succeeded', serviceLabel(service), environmentLabel(environment)]
  const deployed = await documents.list(runs, { labels, limit: SEARCHED_AT_MOST })
  const at = deployed.findIndex((one) => one.task === task)
  return at === -1 ? [] : deployed.slice(at)
}
