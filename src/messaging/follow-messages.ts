import { inLanguage } from '../cards/in-language.ts'
import { logFollowCard } from '../cards/log-follow-card.ts'
import type { Follow } from '../domain/log-follow.ts'
import { follows } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { textsIn } from '../texts/texts-in.ts'
import { followedKey, keyOf } from './message-key.ts'

export const followKey = (follow: Follow): string => keyOf(followedKey(follow.follow), follow)

/** The message of a log that is followed; its lines are shown as they come, and what stays is said at its end. */
export async function followMessages(
  id: string,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const follow = await documents.get(follows, id)
  if (!follow) return []
  const card = inLanguage(logFollowCard(follow, [], textsIn(follow.language)), follow.language)
  const to = { kind: 'thread', thread: follow.thread } as const
  const isDraft = follow.ended ? {} : { draft: true as const }
  return [{ key: followKey(follow), to, card, urgency: 'answer', correlationId, ...isDraft }]
}
