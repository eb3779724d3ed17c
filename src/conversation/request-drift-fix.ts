import { requestSentence } from '../capabilities/request-sentence.ts'
import { clockTime } from '../cards/words.ts'
import { driftFixFor } from '../changes/drift-fix.ts'
import type { Drift } from '../domain/drift.ts'
import { runStream } from '../domain/run.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import type { Texts } from '../texts/texts.ts'
import type { ConversationParts } from './parts.ts'
import type { SubmitRequest } from './submit-request.ts'

/** The same request as in words: it is planned from the drift as it is then. */
function deviceFix({ service, device }: Drift): StructuredRequest {
  return { intent: 'drift.fix', slots: { service, device } }
}

/**
 * Handles a press on the fix of a drift as a request for that change by whoever pressed: their permissions apply, and they
 * confirm it where changes are confirmed. Releases are named by commit, so that a late press never means another one.
 */
export async function requestDriftFix(
  store: ConversationParts['store'],
  press: ButtonPress,
  drift: Drift,
  submit: SubmitRequest,
  texts: Texts,
): Promise<PressAnswer> {
  if (drift.ended) return { notice: texts.drift.ended({ time: clockTime(drift.ended.at) }) }
  const change = drift.device === undefined ? await driftFixFor(drift, store, texts) : deviceFix(drift)
  if (typeof change === 'string') return { notice: change }
  const correlationId = await correlationOf(store, runStream(drift.task))
  const submitted = await submit(press, { text: requestSentence(change, texts), request: change, correlationId })
  return submitted === 'duplicate' ? { notice: texts.questions.haveAnswer } : {}
}
