import { createHash } from 'node:crypto'
import { announcementCard } from '../cards/announcement-card.ts'
import { inLanguage } from '../cards/in-language.ts'
import { type AnnouncementRule, announcedIn } from '../domain/announcement.ts'
import { type CorrelationId, platformOf, type TaskId, type ThreadId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import { servedPlaceOf } from '../domain/plan.ts'
import { conversations } from '../domain/projections.ts'
import { hasEnded, type Run } from '../domain/run.ts'
import type { Documents } from '../ports/event-store.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { nameOf } from '../queries/names.ts'
import { placeOf } from '../queries/place-of.ts'
import { textsIn } from '../texts/texts-in.ts'

/** What the channels that follow a service are told of a run: one message each, edited as it goes. */
export async function announcements(
  run: Run,
  correlationId: CorrelationId,
  documents: Documents,
  rules: readonly AnnouncementRule[],
  language: Language | undefined,
): Promise<readonly DesiredMessage[]> {
  const place = servedPlaceOf(run)
  const channels = place ? announcedIn(place, run.state, rules) : []
  if (channels.length === 0) return []
  const askedBy = await nameOf(documents, run.by)
  const live = await placeOf(run, documents)
  const isPrivate = (await documents.get(conversations, run.thread))?.direct ?? false
  return channels.map((channel) => {
    const canFollow = !isPrivate && platformOf(channel) === platformOf(run.thread)
    return {
      key: keyOf(run.task, channel),
      to: { kind: 'thread', thread: channel },
      card: inLanguage(
        announcementCard(run, askedBy, { place: live, thread: canFollow ? run.thread : undefined }, textsIn(language)),
        language,
      ),
      urgency: hasEnded(run) ? 'answer' : 'progress',
      correlationId,
    }
  })
}

/** See {@link DesiredMessage.key}. */
const LONGEST_KEY = 64

/** Channels differ in the end of their names, so what is too long is hashed and not cut. */
function keyOf(task: TaskId, channel: ThreadId): string {
  const key = `announced-${task}-${channel}`
  return key.length <= LONGEST_KEY ? key : `announced-${createHash('sha256').update(key).digest('hex').slice(0, 40)}`
}
