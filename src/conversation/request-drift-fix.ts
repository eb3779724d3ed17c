import type { Asker } from '../access/permissions.ts'
import { problemCard, sentenceCard } from '../cards/sentence-card.ts'
import { clockTime } from '../cards/words.ts'
import { type DriftFix, driftFixFor } from '../changes/drift-fix.ts'
import type { Card } from '../domain/card.ts'
import type { Drift } from '../domain/drift.ts'
import { runStream } from '../domain/run.ts'
import type { Slots } from '../domain/understanding.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { findDrifts } from '../queries/find-drifts.ts'
import { scopeFor } from '../queries/scope.ts'
import { driftsCard } from './answers/drifts.ts'
import type { ConversationParts } from './parts.ts'
import { requestSentence } from './request-sentence.ts'
import type { SubmitRequest } from './submit-request.ts'

/** What somebody who wants a drift mended gets: a change to be planned, or an answer. */
export type WantedDriftFix = ({ readonly kind: 'change' } & DriftFix) | { readonly kind: 'reply'; readonly card: Card }

/**
 * Shows the drifts that may be meant, each with its button: what a text says of a place may be a name that is not known, and
 * then nothing must be planned for another. Only where service and environment are both known is it planned at once.
 */
export async function wantedDriftFix(parts: ConversationParts, asker: Asker, slots: Slots): Promise<WantedDriftFix> {
  const { service, environment, device } = slots
  const reply = (card: Card): WantedDriftFix => ({ kind: 'reply', card })
  if (device !== undefined) return reply(problemCard(unreported(String(device))))
  const where = {
    ...(service !== undefined && { service: String(service) }),
    ...(environment !== undefined && { environment: String(environment) }),
  }
  const found = await findDrifts(scopeFor(parts, asker), where, 'drift.fix')
  const [drift] = found
  if (!drift) return reply(sentenceCard(NOTHING_DRIFTED))
  if (service === undefined || environment === undefined)
    return reply(await driftsCard('Which of these?', found, parts))
  const change = await driftFixFor(drift, parts.store)
  return typeof change === 'string' ? reply(problemCard(change)) : { kind: 'change', ...change }
}

const NOTHING_DRIFTED = 'Nothing that you may mend has drifted. Say “what has drifted?” to have me look.'

/**
 * Somebody presses the way to mend a drift. It is as if they asked for that very change: their own right counts, and where
 * changes are confirmed they confirm it. Releases are named by their commits, so that a press that comes late can never
 * mean another one.
 */
export async function requestDriftFix(
  store: ConversationParts['store'],
  press: ButtonPress,
  drift: Drift,
  submit: SubmitRequest,
): Promise<PressAnswer> {
  if (drift.ended) return { notice: `That is over since ${clockTime(drift.ended.at)}. Nothing was done.` }
  const change = await driftFixFor(drift, store)
  if (typeof change === 'string') return { notice: change }
  const correlationId = await correlationOf(store, runStream(drift.task))
  const submitted = await submit(press, { text: requestSentence(change), request: change, correlationId })
  return submitted === 'duplicate' ? { notice: 'I have your answer already.' } : {}
}

function unreported(device: string): string {
  return `Nothing reports drifts of ${device} to me: I know what the services should be in their environments. Say “what has drifted?” for those.`
}
