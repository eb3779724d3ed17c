import { accessFor } from '../../access/plan-access.ts'
import { type ChangeRequest, changeStream, type Requirement } from '../../domain/change-request.ts'
import { planHash } from '../../domain/plan.ts'
import { type Risk, unseenHold } from '../../domain/risk.ts'
import { correlationOf } from '../../queries/correlation.ts'
import type { Transaction } from '../../runtime/transact.ts'
import type { Texts } from '../../texts/texts.ts'
import { foretold } from '../foretell.ts'
import { judgedAs } from '../judged-as.ts'
import { newRemovals } from '../new-removals.ts'
import type { ChangeParts } from '../parts.ts'
import { planFor } from '../plan.ts'
import type { PlanResult } from '../plans/planned.ts'
import { whatMoved } from '../what-moved.ts'
import { askAbout } from './ask-for-approval.ts'
import { requiredFor } from './required.ts'

/** The plan as it would be now, and what it needs. `moved`: why it is another one than was approved. */
export interface Present {
  readonly plan: ChangeRequest['plan']
  readonly risk: Risk | undefined
  readonly note: string | undefined
  readonly required: readonly Requirement[]
  readonly expiresMinutes: number
  readonly moved?: string
}

/** Looks at everything that an approval rests on once more. */
export async function lookAgain(
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
  const moved =
    whyMoved(change, planned, risk, texts) ?? (await newRemovals(change.plan, planned.plan, parts.delivery, texts))
  return {
    plan: moved === undefined ? change.plan : await foretold(planned.plan, parts.delivery),
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

/** Voids the approvals of a plan that has moved, and asks about the one that would be made now. */
export async function askAgain(
  parts: ChangeParts,
  transaction: Transaction,
  change: ChangeRequest,
  present: Present,
  again: string,
): Promise<void> {
  const asked = await askAbout(parts, change, change.round + 1, present)
  transaction.append(changeStream(change.change), {
    type: 'approval.requested',
    change: change.change,
    ...asked,
    again,
  })
}
