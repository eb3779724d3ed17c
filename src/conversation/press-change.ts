import { previewAnswer } from '../changes/approvals/answer-change.ts'
import type { ChangeAnswer, ChangeDecision } from '../domain/approvals/decide-change.ts'
import { type ChangeRequest, changeStream } from '../domain/change-request.ts'
import type { Language } from '../domain/language.ts'
import { whereOf } from '../domain/plan.ts'
import { questionStream } from '../domain/question.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { nameOf } from '../queries/names.ts'
import { type Transaction, transact } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { ConversationParts } from './parts.ts'
import { appendRefusal, outdated, refusePress } from './refuse-press.ts'
import { alreadySentence, mayNot, refusedAs, settled } from './settle-change.ts'

/** A form that asks in the thread for what a button alone does not say. */
type Form = 'reject' | 'conditions' | 'breakGlass'

/** Answers a press on the card of a change request, of whatever age the card is. */
export async function pressChange(
  parts: ConversationParts,
  press: ButtonPress,
  change: ChangeRequest,
  language: Language | undefined,
): Promise<PressAnswer> {
  const texts = textsIn(language)
  const on = { about: changeStream(change.change), place: whereOf(change) }
  const meant = meantBy(press.button, change)
  const outOfDate = change.earlier.find(({ buttons }) => Object.values(buttons).includes(press.button))
  if (outOfDate && change.state.kind === 'pending')
    return refusePress(parts, press, outdated(texts.changes.answer.outOfDate({ reason: outOfDate.why })), on)
  if (!meant) return refusePress(parts, press, outdated(texts.confirmations.answer.buttonGone), on)
  const answerer = { by: press.by, groups: press.groups ?? [], round: change.round }
  const preview = 'form' in meant ? await previewAnswer(parts, change, answerOf(meant.form), answerer) : undefined
  const barred = preview && 'form' in meant && (await barredSentence(parts, change, meant.form, preview, texts))
  if (preview && barred) {
    const why = refusedAs(preview.kind === 'accept' || preview.kind === 'expire' ? 'unknown' : preview.kind)
    return refusePress(parts, press, { why: why ?? 'outdated', reason: barred }, on)
  }
  const correlationId = await correlationOf(parts.store, changeStream(change.change))
  const causationId = press.keys[0] ?? press.button
  const cause = { correlationId, causationId, actor: press.by, inboxKeys: press.keys }
  const answered = await transact(parts.store, cause, parts.clock.now(), async (transaction) => {
    if ('form' in meant) return askForm(parts, transaction, press, change, meant.form, language)
    const history = await transaction.read(changeStream(change.change))
    if (history.some((event) => event.causationId === causationId)) return undefined
    const { sentence, why } = await settled(parts, transaction, change.change, meant.answer, answerer, texts)
    if (why) appendRefusal(transaction, press, { why, reason: sentence }, on)
    return sentence
  })
  if (answered.kind === 'duplicate' || answered.result === undefined) return {}
  return { notice: answered.result }
}

/** A button of an earlier card means what it meant there; by then the request is decided. */
function meantBy(
  button: string,
  { buttons, earlier, approvals }: ChangeRequest,
): { readonly answer: ChangeAnswer } | { readonly form: Form } | undefined {
  const isTick = approvals.some(({ conditions }) => conditions.some(({ condition }) => condition === button))
  if (isTick) return { answer: { kind: 'tick', condition: button } }
  const set = [{ buttons }, ...earlier].find((one) => Object.values(one.buttons).includes(button))?.buttons
  switch (button) {
    case set?.approve:
      return { answer: { kind: 'approve', conditions: [] } }
    case set?.withdraw:
      return { answer: { kind: 'withdraw' } }
    case set?.conditions:
      return { form: 'conditions' }
    case set?.reject:
      return { form: 'reject' }
    case set?.breakGlass:
      return { form: 'breakGlass' }
  }
  return undefined
}

/** What the form leads to, as far as the right to it goes. */
function answerOf(form: Form): ChangeAnswer {
  switch (form) {
    case 'reject':
      return { kind: 'reject' }
    case 'conditions':
      return { kind: 'approve', conditions: [{ condition: '', text: '' }] }
    case 'breakGlass':
      return { kind: 'break-glass', reason: '…' }
  }
}

async function barredSentence(
  { store }: ConversationParts,
  change: ChangeRequest,
  form: Form,
  decision: ChangeDecision,
  texts: Texts,
): Promise<string | undefined> {
  const words = texts.changes.answer
  switch (decision.kind) {
    case 'accept':
      return undefined
    case 'expire':
      return words.expired(change)
    case 'already':
      return alreadySentence(change, decision.state, store, texts)
    case 'moved':
      return words.moved({ reason: change.again ?? '' })
    case 'own-change':
      return words.ownChange
    case 'others-can':
      return words.othersCan({ change: change.change })
    case 'no-reason':
      return words.noReason({ change: change.change })
    case 'may-not':
      return mayNot(change, answerOf(form).kind, texts)
    case 'not-the-asker':
      return words.notTheAsker({ asker: await nameOf(store, change.by) })
    case 'approved-before':
      return words.approvedBefore
    case 'ticked-before':
      return words.tickedBefore
  }
}

/** Asks in the thread of the press; what its person writes there next fills it in. */
async function askForm(
  { newId, clock, settings }: ConversationParts,
  transaction: Transaction,
  { thread, by, groups = [] }: ButtonPress,
  { change, round }: ChangeRequest,
  form: Form,
  language: Language | undefined,
): Promise<undefined> {
  const { changes } = textsIn(language)
  const question = newId()
  const asksReason = form === 'reject' ? [{ value: changes.button.noReason, button: newId() }] : []
  transaction.append(questionStream(question), {
    type: 'question.asked',
    question,
    thread,
    by,
    groups,
    ...(language && { language }),
    intent: form === 'reject' ? 'change.reject' : 'change.approve',
    slots: { change, verdict: VERDICT_OF[form], round },
    slot: form === 'conditions' ? 'conditions' : 'reason',
    prompt: changes.form[form]({ change }),
    choices: asksReason.map((choice) => ({ ...choice, request: { intent: 'change.reject', slots: { change } } })),
    expiresAt: new Date(clock.now().getTime() + settings.confirmationMinutes * 60_000).toISOString(),
  })
  return undefined
}

const VERDICT_OF = { reject: 'reject', conditions: 'approve', breakGlass: 'break-glass' } as const
