import { announcementCard } from '../cards/announcement-card.ts'
import { type AnnouncementRule, announcedIn } from '../domain/announcement.ts'
import { type CorrelationId, platformOf } from '../domain/ids.ts'
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
      key: `announced-${run.task}-${channel}`.slice(0, LONGEST_KEY),
      to: { kind: 'thread', thread: channel },
      card: announcementCard(
        run,
        askedBy,
        { place: live, thread: canFollow ? run.thread : undefined },
        textsIn(undefined),
      ),
      urgency: hasEnded(run) ? 'answer' : 'progress',
      correlationId,
    }
  })
}

/** See {@link DesiredMessage.key}. */
const LONGEST_KEY = 64
