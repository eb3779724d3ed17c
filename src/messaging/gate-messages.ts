import { lockCard } from '../cards/lock-card.ts'
import type { Zone } from '../domain/gates/local-time.ts'
import type { LockId } from '../domain/gates/place-lock.ts'
import { locks } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { namesOf } from '../queries/names.ts'
import { textsIn } from '../texts/texts-in.ts'

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
  const card = lockCard(lock, (user) => names.get(user) ?? user, zone, textsIn(lock.language))
  return [{ key: `lock-${id}`, to: { kind: 'thread', thread: lock.thread }, card, urgency: 'answer', correlationId }]
}
