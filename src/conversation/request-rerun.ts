import { requestSentence } from '../capabilities/request-sentence.ts'
import { rerunButton } from '../domain/rerun.ts'
import { type Run, runStream } from '../domain/run.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import type { Texts } from '../texts/texts.ts'
import type { ConversationParts } from './parts.ts'
import type { SubmitRequest } from './submit-request.ts'

/** A press on “Re-run failed jobs” of a failed task is a request by whoever pressed: their rights apply, and they confirm it. */
export async function requestRerun(
  { store }: Pick<ConversationParts, 'store'>,
  press: ButtonPress,
  run: Run,
  submit: SubmitRequest,
  texts: Texts,
): Promise<PressAnswer | undefined> {
  if (press.button !== rerunButton(run)) return undefined
  const request = { intent: 'task.retry', slots: { task: run.task } }
  const correlationId = await correlationOf(store, runStream(run.task))
  // The card is in direct messages, too: what comes of it is told where the task was asked for.
  await submit({ ...press, thread: run.thread }, { text: requestSentence(request, texts), request, correlationId })
  return {}
}
