import type { Language } from '../domain/language.ts'
import {
  buttonLabel,
  changes,
  confirmations,
  conversations,
  drifts,
  follows,
  handovers,
  locks,
  questions,
  runs,
  schedules,
} from '../domain/projections.ts'
import { isOverdue, type Question, questionStream, requestChosen } from '../domain/question.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { ButtonPress, PressAnswer, ShowForm } from '../ports/chat-platform.ts'
import type { Documents } from '../ports/event-store.ts'
import { correlationOf } from '../queries/correlation.ts'
import { nameOf } from '../queries/names.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { answeredSentence } from './ask.ts'
import { pressFollow } from './follow-log.ts'
import { pressHandover } from './handover/take-handover.ts'
import type { ConversationParts } from './parts.ts'
import { type SettingsParts, settingsOfPerson } from './person-settings.ts'
import { pressApproval } from './press-approval.ts'
import { pressChange } from './press-change.ts'
import { pressConfirmation } from './press-confirmation.ts'
import { outdated, refusePress } from './refuse-press.ts'
import { placeIn } from './refused.ts'
import { requestCancelSchedule } from './request-cancel-schedule.ts'
import { requestDriftFix } from './request-drift-fix.ts'
import { requestRerun } from './request-rerun.ts'
import { requestRollback } from './request-rollback.ts'
import { requestUnlock } from './request-unlock.ts'
import type { SubmitRequest } from './submit-request.ts'

/** Answers a press: the decision is in the log before anybody is told. Every press is answered. */
export async function answerPress(
  parts: ConversationParts,
  press: ButtonPress,
  submit: SubmitRequest,
  showForm: ShowForm | undefined,
): Promise<PressAnswer> {
  const { confirmation, question, release, drift, lock, schedule, change, follow, handover } = await behind(
    parts.store,
    press.button,
  )
  const language = await languageOf(parts, press)
  const texts = textsIn(language)
  if (change) return pressChange(parts, press, change, language, showForm)
  if (follow) return pressFollow(parts, press, follow, texts)
  if (handover) return pressHandover(parts, press, handover, texts)
  if (question) return answerQuestion(parts, press, question, submit, texts)
  const approval = release && (await pressApproval(parts, press, release, texts))
  if (approval) return approval
  const rerun = release && (await requestRerun(parts, press, release, submit, texts))
  if (rerun) return rerun
  if (release) return requestRollback(parts, press, release, submit, texts)
  if (drift) return requestDriftFix(parts, press, drift, submit, texts)
  if (schedule) return requestCancelSchedule(parts, press, schedule, submit, texts)
  if (lock) return requestUnlock(parts, press, lock, submit, texts, showForm)
  if (!confirmation) return refusePress(parts, press, outdated(texts.confirmations.answer.buttonGone))
  return pressConfirmation(parts, press, confirmation, language, showForm)
}

/** A press is answered in what its person spoke last in the thread, or else in what their platform is set to. */
export async function languageOf(
  parts: Pick<ConversationParts, 'store'> & SettingsParts,
  press: Omit<ButtonPress, 'button'>,
): Promise<Language | undefined> {
  const spoken = (await parts.store.get(conversations, press.thread))?.languages?.[press.by]
  return spoken ?? (await settingsOfPerson(parts, press)).language
}

/** What a button belongs to; nothing, when nobody knows it any more. */
export async function behind(store: Documents, button: string) {
  const labels = [buttonLabel(button)]
  const [[confirmation], [question], [release], [drift], [lock], [schedule], [change], [follow], [handover]] =
    await Promise.all([
      store.list(confirmations, { labels, limit: 1 }),
      store.list(questions, { labels, limit: 1 }),
      store.list(runs, { labels, limit: 1 }),
      store.list(drifts, { labels, limit: 1 }),
      store.list(locks, { labels, limit: 1 }),
      store.list(schedules, { labels, limit: 1 }),
      store.list(changes, { labels, limit: 1 }),
      store.list(follows, { labels, limit: 1 }),
      store.list(handovers, { labels, limit: 1 }),
    ])
  return { confirmation, question, release, drift, lock, schedule, change, follow, handover }
}

async function answerQuestion(
  parts: ConversationParts,
  press: ButtonPress,
  question: Question,
  submit: SubmitRequest,
  texts: Texts,
): Promise<PressAnswer> {
  const { notYours, noLongerOpen, haveAnswer } = texts.questions
  const on = { about: questionStream(question.question), place: placeIn(question.slots) }
  const refuse = (refusal: Refusal) => refusePress(parts, press, refusal, on)
  if (press.by !== question.by)
    return refuse({ why: 'not-theirs', reason: notYours({ owner: await nameOf(parts.store, question.by) }) })
  const answered = answeredSentence(question, texts)
  if (answered !== undefined) return refuse({ why: 'settled', reason: answered })
  if (question.state === 'dropped' || isOverdue(question, parts.clock.now())) return refuse(outdated(noLongerOpen))
  const choice = question.choices.find(({ button }) => button === press.button)
  if (choice) {
    const correlationId = await correlationOf(parts.store, questionStream(question.question))
    const request = requestChosen(question, choice)
    const submitted = await submit(press, { text: choice.value, request, correlationId, answers: question.question })
    // Another press was quicker, or this one came twice, which was answered already.
    if (submitted === 'duplicate') return refuse({ why: 'settled', reason: haveAnswer })
  }
  return {}
}
