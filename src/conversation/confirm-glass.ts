import { toldOfGlass } from '../changes/approvals/told-of-glass.ts'
import type { ChangeRequest } from '../domain/change-request.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { nameOf } from '../queries/names.ts'
import { textsIn } from '../texts/texts-in.ts'
import { askQuestion } from './ask.ts'
import { CONFIRMED } from './change-words.ts'
import type { Outcome } from './outcome.ts'
import type { ConversationParts } from './parts.ts'

/** Shows the reason for breaking the glass as it will be told, and to whom, and asks once more: nothing starts on words alone. */
export async function confirmGlass(
  parts: ConversationParts,
  { thread, by, groups, language }: PendingMessage,
  request: ChangeRequest,
  { reason, round }: { readonly reason: string; readonly round: number },
): Promise<Outcome> {
  const { store } = parts
  const { change } = request
  const { changes, formats } = textsIn(language)
  const { people, others } = await toldOfGlass(parts, request, by)
  const names = await Promise.all(people.map((user) => nameOf(store, user)))
  const told = names.length > 0 ? changes.form.toldOfGlass({ names: formats.allOf(names) }) : changes.form.nobodyTold
  const untold = others.length > 0 ? [changes.form.notToldOfGlass({ names: formats.allOf(others) })] : []
  return async (transaction) => {
    askQuestion(parts, transaction, {
      thread,
      by,
      groups,
      ...(language && { language }),
      intent: 'change.approve',
      slots: { change, verdict: 'break-glass', reason, round },
      slot: CONFIRMED,
      prompt: [changes.form.confirmGlass({ change, reason: reason.replace(/[.\s]+$/, '') }), told, ...untold].join(' '),
      choices: [{ value: changes.button.breakGlass }],
    })
    return undefined
  }
}
