import type { ApprovalStanding } from '../../access/approval-rights.ts'
import { accessFor } from '../../access/plan-access.ts'
import { type ChangeAnswer, type ChangeDecision, decideChange, mayStart } from '../../domain/approvals/decide-change.ts'
import { counts, missingFrom } from '../../domain/approvals/quorum.ts'
import {
  type ChangeId,
  type ChangeRequest,
  type ChangeState,
  changeStream,
  type GivenApproval,
  type Requirement,
} from '../../domain/change-request.ts'
import { changeFrom } from '../../domain/histories.ts'
import type { GroupId, TaskId, UserId } from '../../domain/ids.ts'
import { planHash, whereOf } from '../../domain/plan.ts'
import { type Risk, unseenHold } from '../../domain/risk.ts'
import { correlationOf } from '../../queries/correlation.ts'
import type { Transaction } from '../../runtime/transact.ts'
import type { Texts } from '../../texts/texts.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { judgedAs } from '../judged-as.ts'
import type { ChangeParts } from '../parts.ts'
import { planFor } from '../plan.ts'
import type { PlanResult } from '../plans/planned.ts'
import { numberFor, startPlan, taskOf } from '../start.ts'
import { whatMoved } from '../what-moved.ts'
import { askAbout } from './ask-for-approval.ts'
import { requiredFor } from './required.ts'

export interface ChangeAnswerer {
  readonly by: UserId
  readonly groups: readonly GroupId[]
}

/** What came of an answer. Sentences are for people. */
export type ChangeResult =
  | { readonly kind: 'started'; readonly task: TaskId | undefined }
  /** Recorded; so many approvals are missing, and so many conditions are to be ticked off. */
  | { readonly kind: 'recorded'; readonly missing: number; readonly unticked: number }
  | { readonly kind: 'declined' | 'withdrawn' | 'expired' | 'unknown' }
  | { readonly kind: 'moved'; readonly reason: string; readonly askedAgain: boolean }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'own-change' | 'approved-before' | 'ticked-before' }
  | { readonly kind: 'not-the-asker'; readonly asker: UserId }
  | { readonly kind: 'may-not'; readonly change: ChangeRequest; readonly answer: ChangeAnswer['kind'] }
  | {
      readonly kind: 'already'
      readonly change: ChangeRequest
      readonly state: Exclude<ChangeState, { kind: 'pending' }>
    }

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
  const decided = decideWith(parts, change, answer, standings)
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
    case 'own-change':
    case 'approved-before':
    case 'ticked-before':
      return decided
  }
  switch (answer.kind) {
    case 'reject': {
      const { reason } = answer
      const why = reason === undefined ? {} : { reason }
      transaction.append(stream, { type: 'approval.declined', change: id, by, ...why })
      return { kind: 'declined' }
    }
    case 'withdraw':
      transaction.append(stream, { type: 'change.withdrawn', change: id, by })
      return { kind: 'withdrawn' }
    case 'approve':
    case 'tick':
    case 'break-glass':
      return goOn(parts, transaction, change, answer, answerer, standings)
  }
}

/** What an answer would lead to now: a form is shown only to whoever may send it. */
export async function previewAnswer(
  parts: ChangeParts,
  change: ChangeRequest,
  answer: ChangeAnswer,
  answerer: ChangeAnswerer,
): Promise<ChangeDecision> {
  return decideWith(parts, change, answer, await standingsOf(parts, change, answerer))
}

function decideWith(
  { clock }: ChangeParts,
  change: ChangeRequest,
  answer: ChangeAnswer,
  { asker, own, given }: Standings,
): ChangeDecision {
  const hasApproved = given.some(({ standing }) => standing.person === own.person)
  return decideChange(change, answer, { ...own, asker: asker.person, hasApproved }, change.required, clock.now())
}

type GoingOn = Exclude<ChangeAnswer, { kind: 'reject' | 'withdraw' }>

async function goOn(
  parts: ChangeParts,
  transaction: Transaction,
  change: ChangeRequest,
  answer: GoingOn,
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
    const asked = await askAbout(parts, change, change.round + 1, present)
    const again = present.moved
    transaction.append(stream, { type: 'approval.requested', change: change.change, ...asked, again })
    return { kind: 'moved', reason: again, askedAgain: true }
  }
  if (answer.kind === 'break-glass') {
    const { change: id } = change
    const admins = await parts.permissions.admins()
    transaction.append(stream, {
      type: 'change.overridden',
      change: id,
      by: answerer.by,
      reason: answer.reason,
      admins,
    })
    return start(parts, transaction, change, present.required, { by: answerer.by, reason: answer.reason })
  }
  return record(parts, transaction, change, answer, answerer, standings, present, texts)
}

/** Notes a yes or a tick, and starts when nothing is missing any more. */
async function record(
  parts: ChangeParts,
  transaction: Transaction,
  change: ChangeRequest,
  answer: Exclude<GoingOn, { kind: 'break-glass' }>,
  { by, groups }: ChangeAnswerer,
  { asker, own, given }: Standings,
  present: Present,
  texts: Texts,
): Promise<ChangeResult> {
  const { change: id } = change
  const stream = changeStream(id)
  const doubted = given.find(({ standing }) => standing.inDoubt && !countsForAny(standing, present.required))
  if (doubted) return { kind: 'refused', sentence: texts.access.inDoubt }
  const lost = given.filter(({ standing }) => !countsForAny(standing, present.required))
  for (const { approval } of lost)
    transaction.append(stream, {
      type: 'approval.lapsed',
      change: id,
      by: approval.by,
      reason: texts.changes.lapsed,
    })
  const yes: GivenApproval | undefined =
    answer.kind === 'approve'
      ? {
          by,
          groups,
          planHash: change.planHash,
          ...(change.evidence && { evidence: change.evidence.hash }),
          conditions: answer.conditions,
        }
      : undefined
  if (yes) transaction.append(stream, { type: 'approval.given', change: id, ...yes })
  if (answer.kind === 'tick')
    transaction.append(stream, { type: 'change.condition.ticked', change: id, by, condition: answer.condition })
  const kept = given.filter((one) => !lost.includes(one))
  const after = {
    approvals: [...kept.map(({ approval }) => approval).filter((one) => one.by !== yes?.by), ...(yes ? [yes] : [])],
    ticked: answer.kind === 'tick' ? [...change.ticked, answer.condition] : change.ticked,
  }
  const votes = [...kept.map(({ standing }) => standing), ...(yes ? [own] : [])]
  if (mayStart(after, present.required, votes, asker.person)) return start(parts, transaction, change, present.required)
  await askForMore(parts, transaction, change, present, texts)
  const missing = present.required.reduce((sum, one) => sum + missingFrom(one, votes, asker.person), 0)
  const open = after.approvals.flatMap(({ conditions }) => conditions).filter(({ gate }) => gate === undefined)
  return {
    kind: 'recorded',
    missing,
    unticked: open.filter(({ condition }) => !after.ticked.includes(condition)).length,
  }
}

/** Where the policy asks for nothing by now, nothing is lost. */
const countsForAny = (standing: ApprovalStanding, required: readonly Requirement[]): boolean =>
  required.length === 0 || required.some((one) => counts(one, standing))

/** The policy may ask for more by now, as at another time of day: the card says so, and what was approved stays so. */
async function askForMore(
  parts: ChangeParts,
  transaction: Transaction,
  change: ChangeRequest,
  present: Present,
  { changes }: Texts,
): Promise<void> {
  if (JSON.stringify(present.required) === JSON.stringify(change.required)) return
  const asked = await askAbout(parts, change, change.round + 1, present)
  transaction.append(changeStream(change.change), {
    type: 'approval.requested',
    change: change.change,
    ...asked,
    again: changes.again.policy,
    keeps: true,
  })
}

async function start(
  parts: ChangeParts,
  transaction: Transaction,
  change: ChangeRequest,
  required: readonly Requirement[],
  brokeGlass?: { readonly by: UserId; readonly reason: string },
): Promise<ChangeResult> {
  const { change: id, plan, by, groups, thread, language, tell, tellOn, planHash: approved, risk, overrides } = change
  const number = await numberFor(plan, parts.store)
  const origin = { by, groups, thread, language, tell, tellOn, approved, risk, change: id, overrides, brokeGlass }
  const pointless = await startPlan(parts, transaction, plan, number, origin)
  if (pointless !== undefined) {
    transaction.append(changeStream(id), { type: 'change.voided', change: id, reason: pointless })
    return { kind: 'moved', reason: pointless, askedAgain: false }
  }
  const task = taskOf(plan, number)
  transaction.append(changeStream(id), { type: 'change.started', change: id, ...(task && { task }), required })
  return { kind: 'started', task }
}

interface Standings {
  readonly asker: ApprovalStanding
  readonly own: ApprovalStanding
  readonly given: readonly { readonly approval: GivenApproval; readonly standing: ApprovalStanding }[]
}

/** What everybody whose word counts holds at this moment. */
async function standingsOf(
  { permissions }: ChangeParts,
  { plan, by: asked, groups: theirs, approvals }: ChangeRequest,
  { by, groups }: ChangeAnswerer,
): Promise<Standings> {
  const where = whereOf({ plan })
  const standing = (user: UserId, of: readonly GroupId[]) => permissions.approvalStanding({ user, groups: of }, where)
  const [asker, own, given] = await Promise.all([
    standing(asked, theirs),
    standing(by, groups),
    Promise.all(
      approvals.map(async (approval) => ({ approval, standing: await standing(approval.by, approval.groups) })),
    ),
  ])
  return { asker, own, given }
}

/** The plan as it would be now, and what it needs. `moved`: why it is another one than was approved. */
interface Present {
  readonly plan: ChangeRequest['plan']
  readonly risk: Risk | undefined
  readonly note: string | undefined
  readonly required: readonly Requirement[]
  readonly expiresMinutes: number
  readonly moved?: string
}

async function lookAgain(
  parts: ChangeParts,
  change: ChangeRequest,
  texts: Texts,
): Promise<Present | { readonly refused: string } | { readonly void: string }> {
  const { by, groups, language, besides = [] } = change
  const access = await parts.permissions.decide({ user: by, groups, language }, accessFor(change.plan))
  if (access.kind === 'refused') return access.inDoubt ? { refused: access.sentence } : { void: access.sentence }
  const planned = await planFor(change.plan, parts, texts)
  if (planned.kind === 'problem') return { void: planned.sentence }
  const risk = await riskNow(parts, change, planned)
  const { required, expiresMinutes } = await requiredFor(parts, planned.plan, risk, texts)
  const all = [...required, ...besides]
  const moved = whyMoved(change, planned, risk, texts)
  return {
    plan: moved === undefined ? change.plan : planned.plan,
    risk,
    note: planned.note,
    required: all,
    expiresMinutes,
    ...(moved !== undefined && { moved }),
  }
}

function whyMoved(
  { plan, planHash: approved, risk: seen }: ChangeRequest,
  planned: Extract<PlanResult, { kind: 'plan' }>,
  risk: Risk | undefined,
  texts: Texts,
): string | undefined {
  if (planHash(planned.plan) !== approved) return whatMoved(plan, planned.plan, texts)
  const unseen = risk ? unseenHold(seen, risk) : []
  return unseen.length === 0 ? undefined : texts.confirmations.superseded.newHold({ reasons: unseen.join(' ') })
}

async function riskNow(
  { risks, store }: ChangeParts,
  { change }: ChangeRequest,
  { plan }: Extract<PlanResult, { kind: 'plan' }>,
): Promise<Risk | undefined> {
  const judged = await judgedAs(plan, store)
  return judged && risks.judge(judged, await correlationOf(store, changeStream(change)))
}
