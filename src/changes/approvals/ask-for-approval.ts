import { counts, isMet } from '../../domain/approvals/quorum.ts'
import {
  type Approvers,
  type AskedApproval,
  type ChangeId,
  changeStream,
  type RequestedChange,
  type Requirement,
} from '../../domain/change-request.ts'
import { type Plan, planHash, whereOf } from '../../domain/plan.ts'
import type { Risk } from '../../domain/risk.ts'
import { personBehind } from '../../domain/same-person.ts'
import type { Transaction } from '../../runtime/transact.ts'
import type { Actor } from '../actor.ts'
import type { ChangeParts } from '../parts.ts'

/** A plan that needs the word of others, and whose. */
export interface ApprovalWish {
  readonly plan: Plan
  readonly risk?: Risk | undefined
  readonly note?: string | undefined
  readonly required: readonly Requirement[]
  readonly expiresMinutes: number
}

/** What of a change request stays the same when its plan moves. */
export type ChangeWish = Pick<RequestedChange, 'reason' | 'besides' | 'overrides'>

/**
 * Prepares a change request: who could approve is computed before anybody is asked.
 * @param besides What must be approved whatever the policy says, as for a freeze that is set aside.
 */
export async function prepareChange(
  parts: ChangeParts,
  { by, groups, thread, language, tell = [], tellOn }: Actor,
  wish: ApprovalWish,
  { reason, besides = [], overrides = [] }: ChangeWish,
): Promise<PreparedChange> {
  const change: ChangeId = `CHG-${await parts.store.nextNumber('change')}`
  const requested: RequestedChange = {
    change,
    by,
    groups,
    thread,
    ...(language && { language }),
    ...(reason !== undefined && { reason }),
    ...(tell.length > 0 && { tell, ...(tellOn && { tellOn }) }),
    ...(besides.length > 0 && { besides }),
    ...(overrides.length > 0 && { overrides }),
  }
  const asked = await askAbout(parts, requested, 1, { ...wish, required: [...wish.required, ...besides] })
  return { requested, asked }
}

export interface PreparedChange {
  readonly requested: RequestedChange
  readonly asked: AskedApproval
}

/** Opens it. The cards and direct messages follow from that. */
export function openChange(transaction: Transaction, { requested, asked }: PreparedChange): ChangeId {
  transaction.append(changeStream(requested.change), { type: 'change.requested', ...requested, ...asked })
  return requested.change
}

/** Asks about one plan, with buttons of its own. */
export async function askAbout(
  parts: ChangeParts,
  requested: Pick<RequestedChange, 'by' | 'language'>,
  round: number,
  { plan, risk, note, required, expiresMinutes }: ApprovalWish,
): Promise<AskedApproval> {
  const { clock, newId } = parts
  const now = clock.now().getTime()
  const expiresMs = expiresMinutes * 60_000
  return {
    round,
    plan,
    planHash: planHash(plan),
    ...(risk && { risk }),
    ...(note !== undefined && { note }),
    required,
    approvers: await approversFor(parts, requested, plan, required),
    buttons: { approve: newId(), conditions: newId(), reject: newId(), withdraw: newId(), breakGlass: newId() },
    expiresAt: new Date(now + expiresMs).toISOString(),
    remindAt: new Date(now + expiresMs / 2).toISOString(),
  }
}

/** Who could approve now: neither whoever asked, by whatever account, nor somebody without the right. */
export async function approversFor(
  { permissions, settings }: Pick<ChangeParts, 'permissions' | 'settings'>,
  { by, language }: Pick<RequestedChange, 'by' | 'language'>,
  plan: Plan,
  required: readonly Requirement[],
): Promise<Approvers> {
  const where = whereOf({ plan })
  const asker = personBehind(by, settings.people ?? [])
  const found = await permissions.approvers(required, where, language)
  const votes = found.votes.filter((vote) => vote.person !== asker && required.some((one) => counts(one, vote)))
  const isEnough = found.others.length > 0 || isMet(required, votes, asker)
  const first = votes.filter((vote, index) => votes.findIndex(({ person }) => person === vote.person) === index)
  const people = first.map(({ user }) => user)
  if (isEnough) return { people, others: found.others }
  return { people, others: found.others, tooFew: true, glass: await permissions.glassBreakers(where, language) }
}
