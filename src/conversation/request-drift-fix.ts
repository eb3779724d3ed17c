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
import { outdated, refusePress } from './refuse-press.ts'
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
  parts: Pick<ConversationParts, 'store' | 'clock'>,
  press: ButtonPress,
  drift: Drift,
  submit: SubmitRequest,
  texts: Texts,
): Promise<PressAnswer> {
  const { store } = parts
  const change = drift.ended
    ? texts.drift.ended({ time: clockTime(drift.ended.at) })
    : drift.device === undefined
      ? await driftFixFor(drift, store, texts)
      : deviceFix(drift)
  const { service, environment } = drift
  const on = { about: runStream(drift.task), place: { service, environment } }
  if (typeof change === 'string') return refusePress(parts, press, outdated(change), on)
  const correlationId = await correlationOf(store, runStream(drift.task))
  await submit(press, { text: requestSentence(change, texts), request: change, correlationId })
  return {}
}
