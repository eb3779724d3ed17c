import type { Turn } from '../src/domain/understanding.ts'
import { intents } from './catalog.ts'
import { progress } from './progress.ts'
import type { Reading } from './reading.ts'
import type { Guess } from './rules/classify.ts'

/** What a few words ask or order about what was spoken of last; they mean nothing by themselves. */
export function asksOn(reading: Reading, last: Turn | undefined): Guess | undefined {
  if (!last) return undefined
  return progress(reading, last) ?? healthAfter(reading, last) ?? listOf(reading, last) ?? orderFor(reading, last)
}

const ASKS_HEALTH =
  /^(?:(?:and|so|ok|is|it|that|everything|all|any) )*(?:still (?:down|up|broken|failing|slow|alive|red)|better|healthy|fine|good|stable|alive|working|back up|up again|back|happy)(?: again| now| yet)*$/

/** "better now?" after a restart */
function healthAfter({ clauses, text }: Reading, { intent }: Turn): Guess | undefined {
  const [clause, ...others] = clauses
  if (!clause || others.length > 0 || !ASKS_HEALTH.test(clause.frame)) return undefined
  if (!clause.asks && !/^\W*(?:and |so )?is\b/i.test(text)) return undefined
  return /^(?:service|rollback|deploy\.start|deploy\.promote|drift\.fix|health)/.test(intent)
    ? { intent: 'health.check', confidence: 0.85 }
    : undefined
}

const LISTS_THEM =
  /^(?:(?:and|so|ok|now) )*(?:list|show|show me|give me|display) (?:them|those|these)(?: all)?(?: (?:again|now))*$/

/** "list them" after one of them was added */
function listOf({ clauses: [clause, ...others] }: Reading, { intent }: Turn): Guess | undefined {
  const own = `${intent.split('.')[0]}.list`
  const isAsked = clause && others.length === 0 && LISTS_THEM.test(clause.frame)
  return isAsked && intents.has(own) ? { intent: own, confidence: 0.85 } : undefined
}

/** What only one kind of thing is told. */
const BARE_ORDER =
  /^\W*(?:(?:ok|okay|alright|good|fine|great|looks good|looks fine|lgtm|then|now|please|so|just|and)\W+)*(approve|reject|decline|ack|acknowledge|retry|rerun)(?:\W+(?:please|then|now))*(?:\W*|(?<=reject|decline)[.,;:] +[^?]{3,200})$/i
const ORDERS: Readonly<Record<string, { readonly slot: string; readonly intent: string }>> = {
  approve: { slot: 'change', intent: 'change.approve' },
  reject: { slot: 'change', intent: 'change.reject' },
  decline: { slot: 'change', intent: 'change.reject' },
  ack: { slot: 'incident', intent: 'incident.ack' },
  acknowledge: { slot: 'incident', intent: 'incident.ack' },
  retry: { slot: 'task', intent: 'task.retry' },
  rerun: { slot: 'task', intent: 'task.retry' },
}

/** "looks good, approve" after the change was shown */
function orderFor({ text }: Reading, { slots, intent }: Turn): Guess | undefined {
  const order = ORDERS[BARE_ORDER.exec(text)?.[1]?.toLowerCase() ?? '']
  if (!order || slots[order.slot] === undefined || intent === order.intent) return undefined
  return { intent: order.intent, confidence: 0.85 }
}
