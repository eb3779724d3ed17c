import { accessFor } from '../access/plan-access.ts'
import { clockTime } from '../cards/words.ts'
import {
  type Confirmation,
  type ConfirmationState,
  confirmationStream,
  decideAnswer,
  stillHolds,
} from '../domain/confirmation.ts'
import { confirmationFrom } from '../domain/histories.ts'
import type { GroupId, UserId } from '../domain/ids.ts'
import type { Plan } from '../domain/plan.ts'
import { type Risk, unseenHold } from '../domain/risk.ts'
import { correlationOf } from '../queries/correlation.ts'
import { nameOf } from '../queries/names.ts'
import type { Transaction } from '../runtime/transact.ts'
import type { ConversationParts } from './parts.ts'
import { type Planned, planFor } from './plans.ts'
import { requestConfirmation } from './request-confirmation.ts'
import { withCanaryWhereAdvised } from './rollout.ts'
import { startPlan, taskFor } from './start-plan.ts'

export interface Answer {
  readonly by: UserId
  readonly groups: readonly GroupId[]
  readonly yes: boolean
}

/** Appends what an answer leads to. Returns what the person is told, if the card alone does not say it. */
export type Settle = (transaction: Transaction) => Promise<string | undefined>

/**
 * Prepares the answer to a confirmation: right before it counts, the person's rights and the plan are looked at once
 * more. The answer itself is decided inside the transaction, on the events as they are then.
 */
export async function prepareSettle(
  parts: ConversationParts,
  confirmation: Confirmation,
  answer: Answer,
): Promise<Settle> {
  const now = parts.clock.now()
  const first = decideAnswer(confirmation, answer, now)
  if (first.kind !== 'give') return (transaction) => settleWithoutStart(parts, transaction, confirmation, answer, now)
  const look = await lookOnceMore(parts, confirmation, answer)
  if ('refused' in look) return async () => look.refused
  const { planned, risk } = look
  const moved = reasonNotToStart(confirmation, planned) ?? newHold(confirmation, risk)
  const anew = moved === undefined ? undefined : await askedAnew(parts, confirmation, planned, risk)
  const task = await taskFor(confirmation.plan, parts.store)
  return async (transaction) => {
    const stream = confirmationStream(confirmation.confirmation)
    const present = confirmationFrom(await transaction.read(stream)) ?? confirmation
    if (decideAnswer(present, answer, now).kind !== 'give') {
      return settleWithoutStart(parts, transaction, confirmation, answer, now)
    }
    if (moved !== undefined) return supersede(parts, transaction, confirmation, moved, anew)
    const { thread, planHash: approved, risk: seen } = confirmation
    const origin = { by: answer.by, groups: answer.groups, thread, approved, ...(seen && { risk: seen }) }
    const pointless = await startPlan(transaction, confirmation.plan, task, origin, parts.workflows)
    if (pointless !== undefined) return supersede(parts, transaction, confirmation, pointless, undefined)
    transaction.append(stream, {
      type: 'confirmation.given',
      confirmation: confirmation.confirmation,
      by: answer.by,
    })
    return undefined
  }
}

/** What a yes rests on, as it is at this moment. Judging the risk may note a decision; nothing else is changed. */
export async function lookOnceMore(
  parts: ConversationParts,
  confirmation: Confirmation,
  { by, groups }: Pick<Answer, 'by' | 'groups'>,
): Promise<{ readonly refused: string } | { readonly planned: Planned; readonly risk: Risk | undefined }> {
  const access = await parts.permissions.decide({ user: by, groups }, accessFor(confirmation.plan))
  if (access.kind === 'refused') return { refused: access.sentence }
  const planned = await planFor(confirmation.plan, parts)
  return { planned, risk: await riskNow(parts, confirmation, planned) }
}

function reasonNotToStart(confirmation: Confirmation, planned: Planned): string | undefined {
  if (planned.kind === 'problem') return planned.sentence
  return stillHolds(confirmation, planned.plan) ? undefined : whatMoved(confirmation.plan, planned.plan)
}

/** What it would be judged to risk at this moment; a click must not begin what should wait by now. */
function riskNow(
  { risks, store }: ConversationParts,
  { confirmation }: Confirmation,
  planned: Planned,
): Promise<Risk> | undefined {
  if (planned.kind !== 'plan' || planned.plan.kind !== 'deploy') return undefined
  const { plan } = planned
  return correlationOf(store, confirmationStream(confirmation)).then((id) => risks.judge(plan, id))
}

/** What is asked in the place of this question: the plan as it would be now, when there is one. */
async function askedAnew(
  { risks, store, ...parts }: ConversationParts,
  { confirmation }: Confirmation,
  planned: Planned,
  risk: Risk | undefined,
): Promise<AskedAnew | undefined> {
  if (planned.kind !== 'plan') return undefined
  const { plan, note } = planned
  if (plan.kind !== 'deploy' || !risk) return { plan, risk, note }
  const correlationId = await correlationOf(store, confirmationStream(confirmation))
  const judged = await withCanaryWhereAdvised({ plan, risk }, parts, (careful) => risks.judge(careful, correlationId))
  return { ...judged, note }
}

interface AskedAnew {
  readonly plan: Plan
  readonly risk: Risk | undefined
  readonly note: string | undefined
}

function newHold({ risk: seen }: Confirmation, now: Risk | undefined): string | undefined {
  const unseen = now ? unseenHold(seen, now) : []
  return unseen.length === 0 ? undefined : `It should rather wait by now: ${unseen.join(' ')}`
}

function whatMoved(before: Plan, now: Plan): string {
  if (before.kind !== 'cancel' && now.kind !== 'cancel' && before.release.sha !== now.release.sha) {
    return `${before.ref} has moved from ${before.release.sha.slice(0, 7)} to ${now.release.sha.slice(0, 7)} since I asked.`
  }
  if (before.kind === 'deploy' && now.kind === 'deploy' && before.from?.sha === now.from?.sha) {
    return `How ${now.service} is delivered has changed since I asked.`
  }
  return 'What serves there has changed since I asked.'
}

/** Closes the question without doing what it asked; when there is a plan that could be done now, asks about that one. */
async function supersede(
  parts: ConversationParts,
  transaction: Transaction,
  confirmation: Confirmation,
  reason: string,
  anew: AskedAnew | undefined,
): Promise<string> {
  transaction.append(confirmationStream(confirmation.confirmation), {
    type: 'confirmation.superseded',
    confirmation: confirmation.confirmation,
    reason,
  })
  if (!anew) return reason
  requestConfirmation(parts, transaction, anew.plan, confirmation, confirmation.rule, {
    risk: anew.risk,
    note: anew.note ?? confirmation.note,
    danger: confirmation.danger,
  })
  return `${reason} Please look at the new question.`
}

async function settleWithoutStart(
  parts: ConversationParts,
  transaction: Transaction,
  { confirmation: id }: Confirmation,
  answer: Answer,
  now: Date,
): Promise<string | undefined> {
  const stream = confirmationStream(id)
  const present = confirmationFrom(await transaction.read(stream))
  if (!present) return 'I do not know this question any more. Please ask again.'
  const decided = decideAnswer(present, answer, now)
  switch (decided.kind) {
    case 'give':
      return 'That changed while you answered. Please press again.'
    case 'decline':
      transaction.append(stream, { type: 'confirmation.declined', confirmation: id, by: answer.by })
      return undefined
    case 'expire':
      transaction.append(stream, { type: 'confirmation.expired', confirmation: id })
      return 'This question has expired, and nothing was done. Please ask again.'
    case 'not-yours':
      return `Only ${await nameOf(parts.store, decided.owner)}, who asked, can answer this.`
    case 'already':
      return alreadySettled(present.plan, decided.state, await nameOf(parts.store, present.by))
  }
}

function alreadySettled(plan: Plan, state: Exclude<ConfirmationState, { kind: 'open' }>, who: string): string {
  switch (state.kind) {
    case 'given':
      return `Already confirmed by ${who} at ${clockTime(state.at)}.`
    case 'declined':
      return `Already ${plan.kind === 'cancel' ? 'kept running' : 'cancelled'} by ${who} at ${clockTime(state.at)}.`
    case 'expired':
      return `This question expired at ${clockTime(state.at)}, and nothing was done. Please ask again.`
    case 'superseded':
      return state.reason
  }
}
