import { previewAnswer } from '../changes/approvals/answer-change.ts'
import type { ChangeAnswerer } from '../changes/approvals/standings.ts'
import type { ChangeAnswer, ChangeDecision } from '../domain/approvals/decide-change.ts'
import { type ChangeRequest, changeStream } from '../domain/change-request.ts'
import type { Language } from '../domain/language.ts'
import { whereOf } from '../domain/plan.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { ButtonPress, PressAnswer, ShowForm } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { nameOf } from '../queries/names.ts'
import { transact } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { type ChangeForm, changeForm, changeQuestion, likelyAnswer } from './change-form.ts'
import { showOrAsk } from './form.ts'
import type { ConversationParts } from './parts.ts'
import { appendRefusal, outdated, type PressedOn, refusePress } from './refuse-press.ts'
import { alreadySentence, mayNot, refusedAs, settled } from './settle-change.ts'

/** Answers a press on the card of a change request, of whatever age the card is. */
export async function pressChange(
  parts: ConversationParts,
  press: ButtonPress,
  change: ChangeRequest,
  language: Language | undefined,
  showForm: ShowForm | undefined,
): Promise<PressAnswer> {
  const texts = textsIn(language)
  const on = pressedOn(change)
  const meant = meantBy(press.button, change)
  const replaced = replacedBy(press.button, change, texts)
  if (replaced) return refusePress(parts, press, replaced, on)
  if (!meant) return refusePress(parts, press, outdated(texts.confirmations.answer.buttonGone), on)
  const answerer = { by: press.by, groups: press.groups ?? [], round: change.round }
  if ('answer' in meant) return (await answerByPress(parts, press, change, meant.answer, answerer, texts)).told
  return showOrAsk(parts, press, showForm, {
    form: changeForm(meant.form, change, press.button, texts),
    question: changeQuestion(meant.form, change, texts),
    ...(language && { language }),
    about: changeStream(change.change),
    barred: () => barredFrom(parts, change, meant.form, answerer, texts),
    on,
  })
}

export interface AnsweredByPress {
  readonly told: PressAnswer
  /** It started without the approvals it needed, by this press. */
  readonly brokeGlass: boolean
}

/** Answers it with what a button means, or what a form was filled in with. */
export async function answerByPress(
  parts: ConversationParts,
  press: ButtonPress,
  change: ChangeRequest,
  answer: ChangeAnswer,
  answerer: ChangeAnswerer,
  texts: Texts,
): Promise<AnsweredByPress> {
  const stream = changeStream(change.change)
  const correlationId = await correlationOf(parts.store, stream)
  const causationId = press.keys[0] ?? press.button
  const cause = { correlationId, causationId, actor: press.by, inboxKeys: press.keys }
  const answered = await transact(parts.store, cause, parts.clock.now(), async (transaction) => {
    const history = await transaction.read(stream)
    if (history.some((event) => event.causationId === causationId)) return undefined
    const { sentence, why, brokeGlass } = await settled(parts, transaction, change.change, answer, answerer, texts)
    if (why) appendRefusal(transaction, press, { why, reason: sentence }, pressedOn(change))
    return { told: { notice: sentence }, brokeGlass }
  })
  return (answered.kind === 'duplicate' ? undefined : answered.result) ?? { told: {}, brokeGlass: false }
}

export const pressedOn = (change: ChangeRequest): PressedOn => ({
  about: changeStream(change.change),
  place: whereOf(change),
})

/** Its plan is asked about no more; undefined where it still is, or where all is decided. */
export function replacedBy(button: string, { earlier, state }: ChangeRequest, texts: Texts): Refusal | undefined {
  const outOfDate = earlier.find(({ buttons }) => Object.values(buttons).includes(button))
  if (!outOfDate || state.kind !== 'pending') return undefined
  return outdated(texts.changes.answer.outOfDate({ reason: outOfDate.why }))
}

/** A button of an earlier card means what it meant there; by then the request is decided. */
export function meantBy(
  button: string,
  { buttons, earlier, approvals }: ChangeRequest,
): { readonly answer: ChangeAnswer } | { readonly form: ChangeForm } | undefined {
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

/** Why its person may not send the form; undefined where they may. */
async function barredFrom(
  parts: ConversationParts,
  change: ChangeRequest,
  form: ChangeForm,
  answerer: ChangeAnswerer,
  texts: Texts,
): Promise<Refusal | undefined> {
  const decision = await previewAnswer(parts, change, likelyAnswer(form), answerer)
  const reason = await barredSentence(parts, change, form, decision, texts)
  if (reason === undefined) return undefined
  const why = refusedAs(decision.kind === 'accept' || decision.kind === 'expire' ? 'unknown' : decision.kind)
  return { why: why ?? 'outdated', reason }
}

async function barredSentence(
  { store }: ConversationParts,
  change: ChangeRequest,
  form: ChangeForm,
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
      return mayNot(change, likelyAnswer(form).kind, texts)
    case 'not-the-asker':
      return words.notTheAsker({ asker: await nameOf(store, change.by) })
    case 'approved-before':
      return words.approvedBefore
    case 'ticked-before':
      return words.tickedBefore
  }
}
