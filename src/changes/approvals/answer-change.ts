import { type ChangeAnswer, type ChangeDecision, decideChange } from '../../domain/approvals/decide-change.ts'
import { type ChangeId, type ChangeRequest, changeStream } from '../../domain/change-request.ts'
import { changeFrom } from '../../domain/histories.ts'
import type { Transaction } from '../../runtime/transact.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ChangeParts } from '../parts.ts'
import { approversFor } from './ask-for-approval.ts'
import type { ChangeResult } from './change-result.ts'
import { decidedPlan } from './decided-plan.ts'
import { askAgain, lookAgain } from './look-again.ts'
import { recordApproval } from './record-approval.ts'
import { type ChangeAnswerer, type Standings, standingsOf } from './standings.ts'
import { barredNow, startChange } from './start-change.ts'
import { toldOfGlass } from './told-of-glass.ts'

/**
 * Answers a change request on its events as they are then. At a yes everything is looked at once more: the plan, its
 * risk, what the policy asks for, and the rights of everybody whose word counts. The last yes starts it.
 */
export async function answerChange(
  parts: ChangeParts,
  transaction: Transaction,
  id: ChangeId,
  answer: ChangeAnswer,
  answerer: ChangeAnswerer,
): Promise<ChangeResult> {
  const stream = changeStream(id)
  const change = changeFrom(await transaction.read(stream))
  if (!change) return { kind: 'unknown' }
  const { by } = answerer
  const standings = await standingsOf(parts, change, answerer)
  const decided = await decideWith(parts, change, answer, answerer, standings)
  switch (decided.kind) {
    case 'accept':
      break
    case 'expire':
      transaction.append(stream, { type: 'change.expired', change: id })
      return { kind: 'expired' }
    case 'already':
      return { kind: 'already', change, state: decided.state }
    case 'not-the-asker':
      return { kind: 'not-the-asker', asker: change.by }
    case 'may-not':
      if (standings.own.inDoubt) return { kind: 'refused', sentence: textsIn(change.language).access.inDoubt }
      return { kind: 'may-not', change, answer: answer.kind }
    case 'moved':
      return { kind: 'moved', reason: change.again ?? '', askedAgain: true }
    case 'own-change':
    case 'no-reason':
    case 'others-can':
    case 'approved-before':
    case 'ticked-before':
      return decided
  }
  switch (answer.kind) {
    case 'reject': {
      const { reason } = answer
      const why = reason === undefined ? {} : { reason }
      transaction.append(stream, { type: 'approval.declined', change: id, ...decidedPlan(change), by, ...why })
      return { kind: 'declined' }
    }
    case 'withdraw':
      transaction.append(stream, { type: 'change.withdrawn', change: id, by })
      return { kind: 'withdrawn' }
    case 'approve':
    case 'tick':
    case 'break-glass':
      return answerForPresentPlan(parts, transaction, change, answer, answerer, standings)
  }
}

/** What an answer would lead to now: a form is shown only to whoever may send it. */
export async function previewAnswer(
  parts: ChangeParts,
  change: ChangeRequest,
  answer: ChangeAnswer,
  answerer: ChangeAnswerer,
): Promise<ChangeDecision> {
  return decideWith(parts, change, answer, answerer, await standingsOf(parts, change, answerer))
}

async function decideWith(
  parts: ChangeParts,
  change: ChangeRequest,
  answer: ChangeAnswer,
  { round }: ChangeAnswerer,
  { asker, own, given }: Standings,
): Promise<ChangeDecision> {
  const hasApproved = given.some(({ standing }) => standing.person === own.person)
  const isOwnGlass = answer.kind === 'break-glass' && own.person === asker.person
  const othersCanApprove = isOwnGlass && !(await approversFor(parts, change, change.plan, change.required)).tooFew
  const person = { ...own, asker: asker.person, othersCanApprove, round, hasApproved }
  return decideChange(change, answer, person, change.required, parts.clock.now())
}

type PermittingAnswer = Exclude<ChangeAnswer, { kind: 'reject' | 'withdraw' }>

async function answerForPresentPlan(
  parts: ChangeParts,
  transaction: Transaction,
  change: ChangeRequest,
  answer: PermittingAnswer,
  answerer: ChangeAnswerer,
  standings: Standings,
): Promise<ChangeResult> {
  const texts = textsIn(change.language)
  const stream = changeStream(change.change)
  const present = await lookAgain(parts, change, texts)
  if ('refused' in present) return { kind: 'refused', sentence: present.refused }
  if ('void' in present) {
    transaction.append(stream, { type: 'change.voided', change: change.change, reason: present.void })
    return { kind: 'moved', reason: present.void, askedAgain: false }
  }
  if (present.moved !== undefined) {
    await askAgain(parts, transaction, change, present, present.moved)
    return { kind: 'moved', reason: present.moved, askedAgain: true }
  }
  if (answer.kind !== 'break-glass')
    return recordApproval(parts, transaction, change, answer, answerer, standings, present, texts)
  const barred = await barredNow(parts, transaction, change, texts)
  if (barred !== undefined) return { kind: 'stopped', sentence: barred }
  const { by } = answerer
  const { reason } = answer
  const { people: admins } = await toldOfGlass(parts, change, by)
  transaction.append(stream, {
    type: 'change.overridden',
    change: change.change,
    ...decidedPlan(change),
    by,
    reason,
    admins,
  })
  return startChange(parts, transaction, change, present.required, texts, { by, reason })
}
