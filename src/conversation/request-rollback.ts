import { requestSentence } from '../capabilities/request-sentence.ts'
import { whereOf } from '../domain/plan.ts'
import { type Run, runStream } from '../domain/run.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { placeOf } from '../queries/place-of.ts'
import type { Texts } from '../texts/texts.ts'
import type { ConversationParts } from './parts.ts'
import { outdated, refusePress } from './refuse-press.ts'
import type { SubmitRequest } from './submit-request.ts'

/**
 * Handles a press on the rollback of a failing release as a request by whoever pressed: their permissions apply, and they
 * confirm the plan. The earlier release is named, so that a late press never means another one.
 */
export async function requestRollback(
  parts: Pick<ConversationParts, 'store' | 'clock'>,
  press: ButtonPress,
  run: Run,
  submit: SubmitRequest,
  texts: Texts,
): Promise<PressAnswer> {
  const { store } = parts
  const place = await placeOf(run, store)
  if (place?.current?.task !== run.task) {
    const { nothingToRollBack, noLongerLive } = texts.runs.health
    const reason = place?.current ? nothingToRollBack(place.current.release) : noLongerLive
    return refusePress(parts, press, outdated(reason), { about: runStream(run.task), place: whereOf(run) })
  }
  const { service, environment } = place
  const before = place.previous?.release
  const request = { intent: 'rollback.start', slots: { service, environment, ...(before && { ref: before.sha }) } }
  const correlationId = await correlationOf(store, runStream(run.task))
  await submit(press, { text: requestSentence(request, texts), request, correlationId })
  return {}
}
