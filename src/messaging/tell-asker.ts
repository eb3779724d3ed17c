import { inLanguage } from '../cards/in-language.ts'
import { type ToldReason, undeliveredCard } from '../cards/undelivered-card.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { CorrelationId } from '../domain/ids.ts'
import { messageStream, type ReceivedMessage } from '../domain/message.ts'
import type { EventLog } from '../ports/event-store.ts'
import type { DesiredMessage, DueMessage } from '../ports/outbox.ts'
import type { Undelivered } from '../ports/undelivered.ts'
import { textsIn } from '../texts/texts-in.ts'
import { isResult, partOf } from './message-key.ts'

/** What is said instead of a message that can never be posted; undefined where nobody is to be told. */
export type TellAsker = (message: DueMessage, why: Undelivered) => Promise<DesiredMessage | undefined>

/**
 * A direct message to whoever asked, once for each request and reason. What only shows that something is under way is
 * worth none, nor is what goes elsewhere than where they asked: it may not be for them. It is direct itself, so when it
 * cannot arrive either, nothing follows.
 */
export function tellAskerBy(log: Pick<EventLog<ShipmateEvent>, 'readStream'>): TellAsker {
  return async ({ to, card, key, urgency, correlationId }, why) => {
    if (to.kind !== 'thread' || urgency === 'progress' || card.tone === 'progress' || !isTold(why)) return undefined
    const asked = await whatWasAsked(log, correlationId)
    // In a direct message there is no other way to the same person.
    if (!asked || asked.direct || asked.thread !== to.thread) return undefined
    const as = urgency === 'decision' ? 'decision' : isResult(key) ? 'result' : 'answer'
    const unposted = { card, as, why, asked: asked.text, thread: to.thread } as const
    const part = partOf(key)
    return {
      key: `unposted-${correlationId}-${REASON_KEYS[why]}${part}`,
      to: { kind: 'direct', user: asked.by },
      // The first part has said why.
      card: part === '' ? inLanguage(undeliveredCard(unposted, textsIn(asked.language)), asked.language) : card,
      urgency: 'answer',
      correlationId,
    }
  }
}

/** A key holds 64 characters, of which the correlation id takes 36. */
const REASON_KEYS: Readonly<Record<ToldReason, string>> = {
  'edit-refused': 'edit',
  'channel-archived': 'archived',
  'channel-gone': 'gone',
  'not-in-channel': 'outside',
  'not-allowed': 'forbidden',
  'failed-too-often': 'failed',
  refused: 'refused',
}

/** Whoever deletes a message knows that it is gone, and who takes no direct messages gets none. */
const isTold = (why: Undelivered): why is ToldReason => why in REASON_KEYS

/** What comes of a message bears the id of that message. */
async function whatWasAsked(
  log: Pick<EventLog<ShipmateEvent>, 'readStream'>,
  correlationId: CorrelationId,
): Promise<ReceivedMessage | undefined> {
  const [first] = await log.readStream(messageStream(correlationId))
  return first?.body.type === 'message.received' ? first.body.received : undefined
}
