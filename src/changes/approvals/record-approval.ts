import type { ApprovalStanding } from '../../access/approval-rights.ts'
import type { Condition } from '../../domain/approvals/condition.ts'
import { type ChangeAnswer, mayStart } from '../../domain/approvals/decide-change.ts'
import { counts, missingFrom } from '../../domain/approvals/quorum.ts'
import { type ChangeRequest, changeStream, type GivenApproval, type Requirement } from '../../domain/change-request.ts'
import type { Transaction } from '../../runtime/transact.ts'
import type { Texts } from '../../texts/texts.ts'
import type { ChangeParts } from '../parts.ts'
import { askAbout } from './ask-for-approval.ts'
import type { ChangeResult } from './change-result.ts'
import { decidedPlan } from './decided-plan.ts'
import type { Present } from './look-again.ts'
import type { ChangeAnswerer, Standings } from './standings.ts'
import { barredNow, startChange } from './start-change.ts'

/** Notes a yes or a tick, and starts when nothing is missing any more. */
export async function recordApproval(
  parts: ChangeParts,
  transaction: Transaction,
  change: ChangeRequest,
  answer: Extract<ChangeAnswer, { kind: 'approve' | 'tick' }>,
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
  const kept = given.filter((one) => !lost.includes(one))
  const yes = answer.kind === 'approve' ? givenApproval(change, answer.conditions, { by, groups }) : undefined
  const after = {
    approvals: [...kept.map(({ approval }) => approval).filter((one) => one.by !== by || !yes), ...(yes ? [yes] : [])],
    ticked: answer.kind === 'tick' ? [...change.ticked, answer.condition] : change.ticked,
  }
  const votes = [...kept.map(({ standing }) => standing), ...(yes ? [own] : [])]
  const isComplete = mayStart(after, present.required, votes, asker.person)
  const barred = isComplete ? await barredNow(parts, transaction, change, texts) : undefined
  if (barred !== undefined) return { kind: 'stopped', sentence: barred }
  for (const { approval } of lost) {
    const reason = texts.changes.lapsed
    transaction.append(stream, { type: 'approval.lapsed', change: id, by: approval.by, reason })
  }
  if (yes) transaction.append(stream, { type: 'approval.given', change: id, ...yes, ...decidedPlan(change) })
  if (answer.kind === 'tick')
    transaction.append(stream, { type: 'change.condition.ticked', change: id, by, condition: answer.condition })
  if (isComplete) return startChange(parts, transaction, change, present.required, texts)
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

function givenApproval(
  { planHash, evidence }: ChangeRequest,
  conditions: readonly Condition[],
  { by, groups }: Pick<ChangeAnswerer, 'by' | 'groups'>,
): GivenApproval {
  return { by, groups, planHash, ...(evidence && { evidence: evidence.hash }), conditions }
}
