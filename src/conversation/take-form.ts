import { toldOfGlass } from '../changes/approvals/told-of-glass.ts'
import type { ChangeRequest } from '../domain/change-request.ts'
import type { Confirmation } from '../domain/confirmation.ts'
import { formProblem } from '../domain/form.ts'
import { isOpen, type Lock } from '../domain/gates/place-lock.ts'
import { storable } from '../domain/storable.ts'
import type { ButtonPress, FormAnswer, PressAnswer, SentForm } from '../ports/chat-platform.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { answerOf, type ChangeForm, isRequired } from './change-form.ts'
import type { ConversationParts } from './parts.ts'
import { behind, languageOf } from './press.ts'
import { answerByPress, meantBy, pressedOn, replacedBy } from './press-change.ts'
import { answerPressed } from './press-confirmation.ts'
import { outdated, refusePress } from './refuse-press.ts'
import { submitUnlock } from './request-unlock.ts'
import { answerFrom } from './settle-change.ts'
import type { SubmitRequest } from './submit-request.ts'

/**
 * Takes what somebody has typed into a form. Right and plan are looked at now, however long the form was open; what is
 * decided meanwhile is told. A form that comes twice is one answer.
 */
export async function takeForm(
  parts: ConversationParts,
  { form, text, ...sent }: SentForm,
  submit: SubmitRequest,
): Promise<FormAnswer> {
  const press: ButtonPress = { ...sent, button: form }
  const [{ change, confirmation, lock }, language] = await Promise.all([
    behind(parts.store, form),
    languageOf(parts, press),
  ])
  const texts = textsIn(language)
  const typed = parts.redact(storable(text)).trim()
  const meant = change && meantBy(form, change)
  if (change && meant && 'form' in meant) return takeChangeForm(parts, press, change, meant.form, typed, texts)
  if (confirmation?.buttons.reason === form) return takeReason(parts, press, confirmation, typed, texts)
  if (lock) return takeUnlockReason(parts, press, lock, typed, submit, texts)
  return refusePress(parts, press, outdated(texts.confirmations.answer.buttonGone))
}

async function takeUnlockReason(
  parts: ConversationParts,
  press: ButtonPress,
  lock: Lock,
  typed: string,
  submit: SubmitRequest,
  texts: Texts,
): Promise<FormAnswer> {
  const problem = isOpen(lock) ? formProblem(typed, { required: true }) : undefined
  if (problem) return { problem: texts.changes.form.window.problem[problem] }
  return submitUnlock(parts, press, lock, submit, texts, typed)
}

async function takeChangeForm(
  parts: ConversationParts,
  press: ButtonPress,
  change: ChangeRequest,
  form: ChangeForm,
  typed: string,
  texts: Texts,
): Promise<FormAnswer> {
  const replaced = replacedBy(press.button, change, texts)
  if (replaced) return refusePress(parts, press, replaced, pressedOn(change))
  const problem = change.state.kind === 'pending' ? formProblem(typed, { required: isRequired(form) }) : undefined
  if (problem) return { problem: texts.changes.form.window.problem[problem] }
  const answer = await answerFrom(parts, change, answerOf(form, typed))
  const answerer = { by: press.by, groups: press.groups ?? [], round: change.round }
  const answered = await answerByPress(parts, press, change, answer, answerer, texts)
  return answered.brokeGlass ? withUntold(parts, press, change, answered.told, texts) : answered.told
}

/** Whoever breaks the glass tells those whom the bot cannot. */
async function withUntold(
  parts: ConversationParts,
  { by }: ButtonPress,
  change: ChangeRequest,
  answered: PressAnswer,
  { changes, formats }: Texts,
): Promise<FormAnswer> {
  const { others } = await toldOfGlass(parts, change, by)
  if (others.length === 0) return answered
  return { notice: `${answered.notice} ${changes.form.notToldOfGlass({ names: formats.allOf(others) })}` }
}

async function takeReason(
  parts: ConversationParts,
  press: ButtonPress,
  confirmation: Confirmation,
  typed: string,
  texts: Texts,
): Promise<FormAnswer> {
  const problem = confirmation.state.kind === 'open' ? formProblem(typed, { required: true }) : undefined
  if (problem) return { problem: texts.changes.form.window.problem[problem] }
  return answerPressed(parts, press, confirmation, { yes: true, reason: typed }, texts)
}
