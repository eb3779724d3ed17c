import { requestSentence } from '../capabilities/request-sentence.ts'
import { clockTime } from '../cards/words.ts'
import { driftFixFor } from '../changes/drift-fix.ts'
import type { Drift } from '../domain/drift.ts'
import { runStream } from '../domain/run.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import type { ConversationParts } from './parts.ts'
import type { SubmitRequest } from './submit-request.ts'

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
