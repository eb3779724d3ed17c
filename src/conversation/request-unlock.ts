import { requestSentence } from '../capabilities/request-sentence.ts'
import { environmentStream } from '../domain/environment.ts'
import type { Lock } from '../domain/gates/place-lock.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import type { Texts } from '../texts/texts.ts'
import type { ConversationParts } from './parts.ts'
import { outdated, refusePress } from './refuse-press.ts'
import type { SubmitRequest } from './submit-request.ts'

/** Handles a press on the button of a lock as a request by whoever pressed: their rights apply. */
export async function requestUnlock(
  parts: Pick<ConversationParts, 'store' | 'clock'>,
  press: ButtonPress,
  { places }: Lock,
  submit: SubmitRequest,
  texts: Texts,
): Promise<PressAnswer> {
  const [place, ...others] = places.filter(({ ended }) => !ended)
  if (!place) return refusePress(parts, press, outdated(texts.gates.lock.alreadyEnded))
  const { service, environment } = place
  const request = { intent: 'deploy.unlock', slots: { service, ...(others.length === 0 && { environment }) } }
  const correlationId = await correlationOf(parts.store, environmentStream(service, environment))
  const submitted = await submit(press, { text: requestSentence(request, texts), request, correlationId })
  return submitted === 'duplicate' ? { notice: texts.questions.haveAnswer } : {}
}
