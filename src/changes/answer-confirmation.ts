import { accessFor } from '../access/plan-access.ts'
import type { ChangeId } from '../domain/change-request.ts'
import {
  type Confirmation,
  type ConfirmationState,
  confirmationStream,
  decideAnswer,
  stillHolds,
} from '../domain/confirmation.ts'
import type { LockId } from '../domain/gates/place-lock.ts'
import { confirmationFrom } from '../domain/histories.ts'
import type { GroupId, UserId } from '../domain/ids.ts'
import type { Plan } from '../domain/plan.ts'
import type { RefusalWhy } from '../domain/refusal.ts'
import type { Risk } from '../domain/risk.ts'
import { correlationOf } from '../queries/correlation.ts'
import type { Transaction } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { openChange, type PreparedChange, prepareChange } from './approvals/ask-for-approval.ts'
import { requiredFor, secondPerson } from './approvals/required.ts'
import { foretold } from './foretell.ts'
import { type Stop, stopOf } from './gates.ts'
import { judgedPlan } from './judged-plan.ts'
import { newHold } from './new-hold.ts'
import { newRemovals } from './new-removals.ts'
import type { ChangeParts } from './parts.ts'
import { planFor } from './plan.ts'
import type { PlanResult } from './plans/planned.ts'
import { requestConfirmation } from './request-confirmation.ts'
import { withCanaryWhereAdvised } from './rollout.ts'
import { numberFor, startPlan, taskOf } from './start.ts'
import { whatMoved } from './what-moved.ts'

export interface Answer {
  readonly by: UserId
  readonly groups: readonly GroupId[]
  readonly yes: boolean
  /** Why, for those who are to approve it. */
  readonly reason?: string
}

/** What came of an answer. Sentences are for people. */
export type AnswerResult =
  | { readonly kind: 'started' }
  /** Nothing has started: others are asked for their approval. */
  | { readonly kind: 'submitted'; readonly change: ChangeId }
  | { readonly kind: 'declined' }
  | { readonly kind: 'refused'; readonly sentence: string }
  /** A freeze, somebody's lock or the order of environments is in the way. Nothing was recorded: it may be answered again. */
  | { readonly kind: 'stopped'; readonly sentence: string }
  /** What was confirmed is not what would be done now. `askedAgain`: with the plan as it is now. */
  | { readonly kind: 'superseded'; readonly reason: string; readonly askedAgain: boolean; readonly why?: RefusalWhy }
  | { readonly kind: 'expired' }
  | { readonly kind: 'not-yours'; readonly owner: UserId }
  | { readonly kind: 'takes-a-person' }
  | { readonly kind: 'already'; readonly confirmation: Confirmation; readonly state: SettledState }
  /** It changed between the look and the answer; answering again is safe. */
  | { readonly kind: 'changed-meanwhile' }
  | { readonly kind: 'unknown' }

export type SettledState = Exclude<ConfirmationState, { kind: 'open' }>

/** Appends what an answer leads to. Called again when a race is lost. */
export type ApplyAnswer = (transaction: Transaction) => Promise<AnswerResult>

/**
 * Prepares the answer to a confirmation: right before it counts, the person's rights and the plan are checked once more.
 * The answer itself is decided inside the transaction, on the events as they are then.
 */
export async function answerConfirmation(
  parts: ChangeParts,
  asked: Confirmation,
  answer: Answer,
): Promise<ApplyAnswer> {
  const confirmation = withReason(asked, answer)
  const now = parts.clock.now()
  const texts = textsIn(confirmation.language)
  const first = decideAnswer(confirmation, answer, now)
  const refused = first.kind === 'decline' ? await mayNotDecline(parts, confirmation, answer) : undefined
  if (refused !== undefined) return async () => ({ kind: 'refused', sentence: refused })
  if (first.kind !== 'give') return (transaction) => applyWithoutStart(transaction, confirmation, answer, now)
  const recheck = await recheckConfirmation(parts, confirmation, answer)
  if ('refused' in recheck) return async () => ({ kind: 'refused', sentence: recheck.refused })
  const { planned, risk } = recheck
  if (planned.kind === 'problem' && planned.stops) return stoppedAt(confirmation, answer, now, planned.sentence)
  const stop =
    planned.kind === 'plan' ? await stopOf(planned.plan, answer.by, parts, texts, confirmation.approval) : undefined
  const barred = stop && stop.lock === undefined && stillHoldsNow(confirmation, planned) ? stop.sentence : undefined
  if (barred !== undefined) return stoppedAt(confirmation, answer, now, `${barred} ${texts.changes.answer.notRecorded}`)
  const moved =
    reasonNotToStart(confirmation, planned, texts) ??
    newStop(confirmation, stop) ??
    holdIn(recheck, confirmation, texts) ??
    (planned.kind === 'plan' ? await newRemovals(confirmation.plan, planned.plan, parts.delivery, texts) : undefined)
  const mayAsk = stop === undefined || stop.lock !== undefined
  const anew = moved === undefined || !mayAsk ? undefined : await askedAnew(parts, confirmation, planned, risk, stop)
  const submission = moved === undefined ? await submissionOf(parts, confirmation, answer, risk, texts) : undefined
  const number = submission ? undefined : await numberFor(confirmation.plan, parts.store)
  return async (transaction) => {
    const stream = confirmationStream(confirmation.confirmation)
    const present = confirmationFrom(await transaction.read(stream)) ?? confirmation
    if (decideAnswer(present, answer, now).kind !== 'give') {
      return applyWithoutStart(transaction, confirmation, answer, now)
    }
    if (moved !== undefined) return supersedeAndAskAgain(parts, transaction, confirmation, moved, anew, stop)
    const given = (became: string | undefined) =>
      transaction.append(stream, {
        type: 'confirmation.given',
        confirmation: confirmation.confirmation,
        by: answer.by,
        ...(confirmation.proposal && became !== undefined && { became }),
      })
    if (submission) {
      const change = openChange(transaction, submission)
      given(change)
      return { kind: 'submitted', change }
    }
    const { thread, tell, tellOn, planHash: approved, risk: seen, language, waitsFor } = confirmation
    const about = { thread, tell, tellOn, approved, risk: seen, language, waitsFor }
    const origin = { by: answer.by, groups: answer.groups, ...about }
    const pointless = await startPlan(parts, transaction, confirmation.plan, number, origin)
    if (pointless !== undefined) return supersedeAndAskAgain(parts, transaction, confirmation, pointless, undefined)
    given(taskOf(confirmation.plan, number) ?? number)
    return { kind: 'started' }
  }
}

/** Whoever proposed something waits for it: it is declined by those who might confirm it. */
async function mayNotDecline(
  { permissions }: ChangeParts,
  { proposal, plan, language }: Confirmation,
  { by, groups }: Answer,
): Promise<string | undefined> {
  if (!proposal) return undefined
  const access = await permissions.decide({ user: by, groups, language }, accessFor(plan))
  return access.kind === 'refused' ? access.sentence : undefined
}

/** The question stays open, and what is in the way is looked at again with the next answer. */
function stoppedAt(confirmation: Confirmation, answer: Answer, now: Date, sentence: string): ApplyAnswer {
  return async (transaction) => {
    const stream = confirmationStream(confirmation.confirmation)
    const present = confirmationFrom(await transaction.read(stream)) ?? confirmation
    if (decideAnswer(present, answer, now).kind === 'give') return { kind: 'stopped', sentence }
    return applyWithoutStart(transaction, confirmation, answer, now)
  }
}

const stillHoldsNow = (confirmation: Confirmation, planned: PlanResult): boolean =>
  planned.kind === 'plan' && stillHolds(confirmation, planned.plan)

/** A reason stays with the plan, also where it is asked about once more. */
function withReason(confirmation: Confirmation, { reason }: Answer): Confirmation {
  const { approval } = confirmation
  return approval && reason !== undefined ? { ...confirmation, approval: { ...approval, reason } } : confirmation
}

/** Where others must approve the plan, a yes submits it to them. */
async function submissionOf(
  parts: ChangeParts,
  { plan, note, risk: seen, approval, ...actor }: Confirmation,
  { by, groups }: Answer,
  risk: Risk | undefined,
  texts: Texts,
): Promise<PreparedChange | undefined> {
  const { required, expiresMinutes } = await requiredFor(parts, plan, risk, texts)
  if (required.length === 0 && !approval) return undefined
  const wish = { plan, risk: risk ?? seen, note, required, expiresMinutes }
  // The policy may ask for nothing by now, as at another time of day; whoever submitted it expects a second person.
  const besides = approval?.besides ?? (required.length === 0 ? [secondPerson(texts)] : undefined)
  return prepareChange(parts, { ...actor, by, groups }, wish, { ...approval, ...(besides && { besides }) })
}

/** What a yes rests on, as it is at this moment. Assessing the risk may note a decision; nothing else is changed. */
export async function recheckConfirmation(
  parts: ChangeParts,
  confirmation: Confirmation,
  { by, groups }: Pick<Answer, 'by' | 'groups'>,
): Promise<{ readonly refused: string } | { readonly planned: PlanResult; readonly risk: Risk | undefined }> {
  const { language } = confirmation
  const access = await parts.permissions.decide({ user: by, groups, language }, accessFor(confirmation.plan))
  if (access.kind === 'refused') return { refused: access.sentence }
  const planned = await planFor(confirmation.plan, parts, textsIn(language))
  if (planned.kind === 'problem') return { planned, risk: undefined }
  const { plan, risk } = await judgedNow(parts, confirmation, planned.plan)
  return { planned: { ...planned, plan }, risk }
}

function holdIn(
  { planned, risk }: { readonly planned: PlanResult; readonly risk: Risk | undefined },
  confirmation: Confirmation,
  texts: Texts,
): string | undefined {
  return planned.kind === 'plan' ? newHold(confirmation, { plan: planned.plan, risk }, texts) : undefined
}

function reasonNotToStart(confirmation: Confirmation, planned: PlanResult, texts: Texts): string | undefined {
  if (planned.kind === 'problem') return planned.sentence
  return stillHolds(confirmation, planned.plan) ? undefined : whatMoved(confirmation.plan, planned.plan, texts)
}

/** Re-assesses the risk at click time, so that an old confirmation cannot start a held deployment. */
async function judgedNow({ risks, store }: ChangeParts, { confirmation }: Confirmation, plan: Plan) {
  const correlationId = await correlationOf(store, confirmationStream(confirmation))
  return judgedPlan(plan, store, (judged) => risks.judge(judged, correlationId))
}

/** The question that replaces this one: the plan as it would be now, when there is one. */
async function askedAnew(
  { risks, store, ...parts }: ChangeParts,
  { confirmation, language }: Confirmation,
  planned: PlanResult,
  risk: Risk | undefined,
  stop: Stop | undefined,
): Promise<AskedAnew | undefined> {
  if (planned.kind !== 'plan') return undefined
  const { plan } = planned
  const waits = stop && `${stop.sentence} ${textsIn(language).gates.waits}`
  const note = joined(waits, planned.note)
  const waitsFor = stop?.lock
  if (plan.kind !== 'deploy' || !risk) return { plan: await foretold(plan, parts.delivery), risk, note, waitsFor }
  const correlationId = await correlationOf(store, confirmationStream(confirmation))
  const judged = await withCanaryWhereAdvised({ plan, risk }, parts, (careful) => risks.judge(careful, correlationId))
  return { ...judged, plan: await foretold(judged.plan, parts.delivery), note, waitsFor }
}

interface AskedAnew {
  readonly plan: Plan
  readonly risk: Risk | undefined
  readonly note: string | undefined
  readonly waitsFor: LockId | undefined
}

/** A freeze that has started since the question was asked, or a lock that its person has not seen. */
function newStop({ waitsFor }: Confirmation, stop: Stop | undefined): string | undefined {
  return stop === undefined || (stop.lock !== undefined && stop.lock === waitsFor) ? undefined : stop.sentence
}

/** Closes the question without doing what it asked; where there is a plan that could be done now, asks about that one. */
function supersedeAndAskAgain(
  parts: ChangeParts,
  transaction: Transaction,
  confirmation: Confirmation,
  reason: string,
  anew: AskedAnew | undefined,
  stop?: Stop,
): AnswerResult {
  const { confirmation: id, rule, note, danger, approval, proposal } = confirmation
  transaction.append(confirmationStream(id), { type: 'confirmation.superseded', confirmation: id, reason })
  if (anew) {
    const asking = {
      risk: anew.risk,
      note: joined(note, anew.note),
      danger,
      approval,
      proposal,
      waitsFor: anew.waitsFor,
    }
    requestConfirmation(parts, transaction, anew.plan, confirmation, rule, asking)
  }
  // Somebody else's lock has come: its person may wait for it, and may not do what was shown.
  const why = stop && stop.sentence === reason ? ({ why: 'stopped' } as const) : {}
  return { kind: 'superseded', reason, askedAgain: anew !== undefined, ...why }
}

/** What was taken or not had when it was asked first still holds. */
function joined(...notes: readonly (string | undefined)[]): string | undefined {
  return [...new Set(notes.filter((note) => note !== undefined))].join(' ') || undefined
}

async function applyWithoutStart(
  transaction: Transaction,
  { confirmation: id }: Confirmation,
  answer: Answer,
  now: Date,
): Promise<AnswerResult> {
  const stream = confirmationStream(id)
  const present = confirmationFrom(await transaction.read(stream))
  if (!present) return { kind: 'unknown' }
  const decided = decideAnswer(present, answer, now)
  switch (decided.kind) {
    case 'give':
      return { kind: 'changed-meanwhile' }
    case 'decline':
      transaction.append(stream, { type: 'confirmation.declined', confirmation: id, by: answer.by })
      return { kind: 'declined' }
    case 'expire':
      transaction.append(stream, { type: 'confirmation.expired', confirmation: id })
      return { kind: 'expired' }
    case 'not-yours':
      return { kind: 'not-yours', owner: decided.owner }
    case 'takes-a-person':
      return { kind: 'takes-a-person' }
    case 'already':
      return { kind: 'already', confirmation: present, state: decided.state }
  }
}
