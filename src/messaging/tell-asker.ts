import { inLanguage } from '../cards/in-language.ts'
import { type ToldReason, undeliveredCard } from '../cards/undelivered-card.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { CorrelationId } from '../domain/ids.ts'
import { messageStream } from '../domain/message.ts'
import { runStream } from '../domain/run.ts'
import type { EventLog } from '../ports/event-store.ts'
import type { DesiredMessage, DueMessage } from '../ports/outbox.ts'
import type { Undelivered } from '../ports/undelivered.ts'
import { textsIn } from '../texts/texts-in.ts'
import { isResult, partOf, taskOf } from './message-key.ts'

/** What is said instead of a message that can never be posted; undefined where nobody is to be told. */
export type TellAsker = (message: DueMessage, why: Undelivered) => Promise<DesiredMessage | undefined>

/**
 * A direct message to whoever asked, once for each of their messages and reason. What only shows that something is under
 * way is worth none, nor is what goes elsewhere than where they asked: it may not be for them. It is direct itself, so
 * when it cannot arrive either, nothing follows.
 */
export function tellAskerBy(log: Log): TellAsker {
  return async ({ to, card, key, urgency, correlationId }, why) => {
    if (to.kind !== 'thread' || urgency === 'progress' || card.tone === 'progress' || !isTold(why)) return undefined
    const found = await whatWasAsked(log, key, correlationId)
    if (!found) return undefined
    const { message, received: asked } = found
    // In a direct message there is no other way to the same person.
    if (asked.direct || asked.thread !== to.thread) return undefined
    const as = urgency === 'decision' ? 'decision' : isResult(key) ? 'result' : 'answer'
    const unposted = { card, as, why, asked: asked.text, thread: to.thread } as const
    const part = partOf(key)
    return {
      key: `unposted-${message}-${REASON_KEYS[why]}${part}`,
      to: { kind: 'direct', user: asked.by },
      // The first part has said why.
      card: part === '' ? inLanguage(undeliveredCard(unposted, textsIn(asked.language)), asked.language) : card,
      urgency: 'answer',
      correlationId,
    }
  }
}

/** A key holds 64 characters, of which the id of a message takes 36. */
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

type Log = Pick<EventLog<ShipmateEvent>, 'readStream'>
type Asked = Extract<ShipmateEvent, { readonly type: 'message.received' }>

/**
 * The message that something answers or comes of. What comes of a press bears the id of the first message too, which may be
 * somebody else's: whose it is, the key says, or the first event of the task, question, plan or change request.
 */
async function whatWasAsked(log: Log, key: string, correlationId: CorrelationId): Promise<Asked | undefined> {
  const [, answered] = ANSWER.exec(key) ?? []
  if (answered !== undefined) return messageOf(log, answered)
  const asked = await messageOf(log, correlationId)
  const [first] = await log.readStream(streamOf(key))
  if (!first || !('by' in first.body)) return asked
  const { by } = first.body
  const cause = first.causationId === undefined ? undefined : await messageOf(log, first.causationId)
  return [cause, asked].find((message) => message?.received.by === by)
}

const ANSWER = /^(?:reply|edited)-(.+?)(?:\+\d+)?$/
const CHANGE = /^change-CHG-\d+/

/** Questions and plans have keys like their streams. */
function streamOf(key: string): string {
  const first = key.slice(0, key.length - partOf(key).length)
  return CHANGE.exec(first)?.[0] ?? (isResult(first) ? runStream(taskOf(first)) : first)
}

async function messageOf(log: Log, message: string): Promise<Asked | undefined> {
  const [first] = await log.readStream(messageStream(message))
  return first?.body.type === 'message.received' ? first.body : undefined
}
