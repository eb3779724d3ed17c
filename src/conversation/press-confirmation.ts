import { answerConfirmation } from '../changes/answer-confirmation.ts'
import { type Confirmation, confirmationStream, decideAnswer } from '../domain/confirmation.ts'
import type { Form } from '../domain/form.ts'
import type { CorrelationId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import { whereOf } from '../domain/plan.ts'
import type { ButtonPress, PressAnswer, ShowForm } from '../ports/chat-platform.ts'
import { noTracing } from '../ports/tracing.ts'
import { correlationOf } from '../queries/correlation.ts'
import { transact } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { answerSentence, refusedBecause } from './answer-sentence.ts'
import { showOrAsk } from './form.ts'
import type { ConversationParts } from './parts.ts'
import { appendRefusal } from './refuse-press.ts'

/** Answers a press on the card that asks before a change. */
export async function pressConfirmation(
  parts: ConversationParts,
  press: ButtonPress,
  confirmation: Confirmation,
  language: Language | undefined,
  showForm: ShowForm | undefined,
): Promise<PressAnswer> {
  const texts = textsIn(language)
  const yes = press.button !== confirmation.buttons.cancel
  const asksReason = press.button === confirmation.buttons.reason
  const mayBeGiven = decideAnswer(confirmation, { by: press.by, yes }, parts.clock.now()).kind === 'give'
  if (!asksReason || !mayBeGiven) return answerPressed(parts, press, confirmation, { yes }, texts)
  const about = confirmationStream(confirmation.confirmation)
  return showOrAsk(parts, press, showForm, {
    form: reasonForm(press.button, texts),
    question: {
      intent: 'change.submit',
      slots: { confirmation: confirmation.confirmation },
      slot: 'reason',
      prompt: texts.changes.form.submit,
      choices: [],
    },
    ...(language && { language }),
    about,
    on: { about, place: whereOf(confirmation) },
    barred: async () => undefined,
  })
}

function reasonForm(id: string, { changes }: Texts): Form {
  const { window: words } = changes.form
  return {
    id,
    title: words.title.submit,
    note: words.note.submit,
    field: { label: words.label.submit, required: true },
    send: words.send.submit,
    close: words.close,
  }
}

/** The decision is in the log before anybody is told. */
export async function answerPressed(
  parts: ConversationParts,
  press: ButtonPress,
  confirmation: Confirmation,
  answer: Pressed['answer'],
  texts: Texts,
): Promise<PressAnswer> {
  const { tracing = noTracing } = parts
  const stream = confirmationStream(confirmation.confirmation)
  const correlationId = await correlationOf(parts.store, stream)
  const facts = { 'shipmate.yes': answer.yes }
  return tracing.inSpan('confirm', { correlationId, place: 'top', facts }, () =>
    settlePress(parts, press, { confirmation, answer, stream, correlationId }, texts),
  )
}

interface Pressed {
  readonly confirmation: Confirmation
  readonly answer: { readonly yes: boolean; readonly reason?: string }
  readonly stream: string
  readonly correlationId: CorrelationId
}

async function settlePress(
  parts: ConversationParts,
  press: ButtonPress,
  { confirmation, answer, stream, correlationId }: Pressed,
  texts: Texts,
): Promise<PressAnswer> {
  const apply = await answerConfirmation(parts, confirmation, { by: press.by, groups: press.groups ?? [], ...answer })
  const on = { about: stream, place: whereOf(confirmation) }
  const causationId = press.keys[0] ?? press.button
  const cause = { correlationId, causationId, actor: press.by, inboxKeys: press.keys }
  const settled = await transact(parts.store, cause, parts.clock.now(), async (transaction) => {
    // This press answered it already; its redelivery is not reported again.
    if ((await transaction.read(stream)).some((event) => event.causationId === causationId)) return undefined
    const result = await apply(transaction)
    const sentence = await answerSentence(result, parts.store, texts)
    const why = refusedBecause(result)
    if (why && sentence !== undefined) appendRefusal(transaction, press, { why, reason: sentence }, on)
    return sentence
  })
  // The same press delivered again: the first delivery was answered.
  if (settled.kind === 'duplicate' || settled.result === undefined) return {}
  return { notice: settled.result }
}
