import { requestSentence } from '../capabilities/request-sentence.ts'
import { type Schedule, scheduleStream } from '../domain/schedule.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import type { Texts } from '../texts/texts.ts'
import type { ConversationParts } from './parts.ts'
import { outdated, refusePress } from './refuse-press.ts'
import type { SubmitRequest } from './submit-request.ts'

/** Handles a press on the button of a scheduled deployment as a request by whoever pressed: their rights apply. */
export async function requestCancelSchedule(
  parts: Pick<ConversationParts, 'store' | 'clock'>,
  press: ButtonPress,
  { task, state }: Schedule,
  submit: SubmitRequest,
  texts: Texts,
): Promise<PressAnswer> {
  if (state.kind !== 'open') return refusePress(parts, press, outdated(texts.gates.schedule.ended))
  const request = { intent: 'task.cancel', slots: { task } }
  const correlationId = await correlationOf(parts.store, scheduleStream(task))
  await submit(press, { text: requestSentence(request, texts), request, correlationId })
  return {}
}
