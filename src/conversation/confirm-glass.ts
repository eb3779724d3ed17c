import type { ChangeRequest } from '../domain/change-request.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { questionStream } from '../domain/question.ts'
import { textsIn } from '../texts/texts-in.ts'
import { CONFIRMED } from './change-words.ts'
import type { Outcome } from './outcome.ts'
import type { ConversationParts } from './parts.ts'

/** Shows the reason for breaking the glass as it will be told, and asks once more: nothing starts on words alone. */
export function confirmGlass(
  { newId, clock, settings }: ConversationParts,
  { thread, by, groups, language }: PendingMessage,
  { change }: Pick<ChangeRequest, 'change'>,
  { reason, round }: { readonly reason: string; readonly round: number },
): Outcome {
  const { changes } = textsIn(language)
  return async (transaction) => {
    const question = newId()
    transaction.append(questionStream(question), {
      type: 'question.asked',
      question,
      thread,
      by,
      groups,
      ...(language && { language }),
      intent: 'change.approve',
      slots: { change, verdict: 'break-glass', reason, round },
      slot: CONFIRMED,
      prompt: changes.form.confirmGlass({ change, reason }),
      choices: [{ value: changes.button.breakGlass, button: newId() }],
      expiresAt: new Date(clock.now().getTime() + settings.confirmationMinutes * 60_000).toISOString(),
    })
    return undefined
  }
}
