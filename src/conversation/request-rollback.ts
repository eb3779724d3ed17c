import { requestSentence } from '../capabilities/request-sentence.ts'
import { type Run, runStream } from '../domain/run.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { placeOf } from '../queries/place-of.ts'
import type { ConversationParts } from './parts.ts'
import type { SubmitRequest } from './submit-request.ts'

/**
 * Somebody presses the way back of a release that does not do well. It is as if they asked for that rollback: their own
 * right counts, and they are shown the plan and confirm it. The release that served before is named, so that a press that
 * comes late can never mean another one.
 */
export async function requestRollback(
  store: ConversationParts['store'],
  press: ButtonPress,
  run: Run,
  submit: SubmitRequest,
): Promise<PressAnswer> {
  const place = await placeOf(run, store)
  if (place?.current?.task !== run.task) {
    const serves = place?.current ? `${place.current.release.version} serves there by now` : 'It no longer serves there'
    return { notice: `${serves}, so there is nothing to go back from. Nothing was done.` }
  }
  const { service, environment } = place
  const before = place.previous?.release
  const request = { intent: 'rollback.start', slots: { service, environment, ...(before && { ref: before.sha }) } }
  const correlationId = await correlationOf(store, runStream(run.task))
  const submitted = await submit(press, { text: requestSentence(request), request, correlationId })
  return submitted === 'duplicate' ? { notice: 'I have your answer already.' } : {}
}
