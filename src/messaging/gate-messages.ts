import { lockCard, lockRemovedCard } from '../cards/lock-card.ts'
import { scheduleCard, scheduleStoppedCard } from '../cards/schedule-card.ts'
import type { LockId } from '../domain/gates/place-lock.ts'
import type { TaskId, UserId } from '../domain/ids.ts'
import type { Zone } from '../domain/local-time.ts'
import { locks, schedules } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { namesOf } from '../queries/names.ts'
import { textsIn } from '../texts/texts-in.ts'
import { messagesInLanguage } from './messages-in-language.ts'

/** The card of a lock, in the thread in which it was asked for. */
export async function lockMessages(
  id: LockId,
  correlationId: string,
  documents: Documents,
  zone: Zone,
): Promise<readonly DesiredMessage[]> {
  const lock = await documents.get(locks, id)
  if (!lock) return []
  const people = lock.places.flatMap(({ ended }) => (ended?.by === undefined ? [] : [ended.by]))
  const names = await namesOf(documents, [lock.by, ...people])
  const texts = textsIn(lock.language)
  const called = (user: UserId): string => names.get(user) ?? user
  const said = { urgency: 'answer', correlationId } as const
  const removed = lockRemovedCard(lock, called, texts)
  const messages: readonly DesiredMessage[] = [
    {
      ...said,
      key: `lock-${id}`,
      to: { kind: 'thread', thread: lock.thread },
      card: lockCard(lock, called, zone, texts),
    },
    ...(removed
      ? [{ ...said, key: `lock-removed-${id}`, to: { kind: 'direct', user: lock.by }, card: removed } as const]
      : []),
  ]
  return messagesInLanguage(messages, lock.language)
}

/** The card of a scheduled deployment, and one more where it did not start, in the thread in which it was asked for. */
export async function scheduleMessages(
  task: TaskId,
  correlationId: string,
  documents: Documents,
  zone: Zone,
): Promise<readonly DesiredMessage[]> {
  const schedule = await documents.get(schedules, task)
  if (!schedule) return []
  const texts = textsIn(schedule.language)
  const { state } = schedule
  const names = await namesOf(documents, [schedule.by, ...(state.kind === 'cancelled' ? [state.by] : [])])
  const card = scheduleCard(schedule, (user) => names.get(user) ?? user, zone, texts)
  const stopped = scheduleStoppedCard(schedule, texts)
  const said = { to: { kind: 'thread', thread: schedule.thread }, urgency: 'answer', correlationId } as const
  const messages = [
    { ...said, key: `schedule-${task}`, card },
    ...(stopped ? [{ ...said, key: `schedule-result-${task}`, card: stopped }] : []),
  ]
  return messagesInLanguage(messages, schedule.language)
}
