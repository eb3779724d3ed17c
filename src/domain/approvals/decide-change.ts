import type { ChangeRequest, ChangeState, GivenApproval } from '../change-request.ts'
import type { Condition } from './condition.ts'
import { counts, isMet, type Quorum, type Vote } from './quorum.ts'

/** What somebody does about a change request, by button or in words. */
export type ChangeAnswer =
  | { readonly kind: 'approve'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'reject'; readonly reason?: string | undefined }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'tick'; readonly condition: string }
  | { readonly kind: 'break-glass'; readonly reason: string }

/** Who answers, with what they may at this moment. */
export interface Answerer extends Vote {
  /** The person who asked. */
  readonly asker: string
  readonly mayBreakGlass: boolean
  /** At this moment enough people could approve what they themselves have asked for. */
  readonly othersCanApprove: boolean
  /** The plan that they answer, as {@link ChangeRequest.round} counts them. */
  readonly round: number
  /** They have approved the present plan already, with some account. */
  readonly hasApproved: boolean
}

/** What an answer leads to. Everything but `accept` and `expire` leaves the request as it is. */
export type ChangeDecision =
  | { readonly kind: 'accept' }
  | { readonly kind: 'expire' }
  | { readonly kind: 'already'; readonly state: Exclude<ChangeState, { kind: 'pending' }> }
  /** They answer a plan that is asked about no more. Whoever asked withdraws whatever the plan is by now. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'own-change' }
  | { readonly kind: 'not-the-asker' }
  | { readonly kind: 'may-not' }
  /** The glass is broken with a reason only. */
  | { readonly kind: 'no-reason' }
  /** Nobody breaks the glass on their own change while others can approve it. */
  | { readonly kind: 'others-can' }
  | { readonly kind: 'approved-before' }
  | { readonly kind: 'ticked-before' }

/** Pure. @param required What the policy asks for at this moment, too. */
export function decideChange(
  change: ChangeRequest,
  answer: ChangeAnswer,
  { asker, mayBreakGlass, othersCanApprove, round, hasApproved, ...vote }: Answerer,
  required: readonly Quorum[],
  now: Date,
): ChangeDecision {
  const { state, ticked, approvals } = change
  if (state.kind !== 'pending') return { kind: 'already', state }
  if (isChangeDue(change, now)) return { kind: 'expire' }
  if (round !== change.round && answer.kind !== 'withdraw') return { kind: 'moved' }
  const isAsker = vote.person === asker
  switch (answer.kind) {
    case 'withdraw':
      return { kind: isAsker ? 'accept' : 'not-the-asker' }
    case 'tick':
      if (!isAsker) return { kind: 'not-the-asker' }
      if (ticked.includes(answer.condition)) return { kind: 'ticked-before' }
      return {
        kind: textConditions(approvals).some(({ condition }) => condition === answer.condition) ? 'accept' : 'may-not',
      }
    case 'break-glass':
      if (!mayBreakGlass) return { kind: 'may-not' }
      if (isAsker && othersCanApprove) return { kind: 'others-can' }
      return { kind: answer.reason.trim() === '' ? 'no-reason' : 'accept' }
    case 'approve':
      if (hasApproved && answer.conditions.length === 0) return { kind: 'approved-before' }
      return mayDecide(isAsker, vote, required)
    case 'reject':
      return mayDecide(isAsker, vote, required)
  }
}

function mayDecide(isAsker: boolean, vote: Vote, required: readonly Quorum[]): ChangeDecision {
  if (isAsker) return { kind: 'own-change' }
  return { kind: required.some((quorum) => counts(quorum, vote)) ? 'accept' : 'may-not' }
}

/** Those that nobody measures: whoever asked ticks them off before the start. */
export function textConditions(approvals: readonly Pick<GivenApproval, 'conditions'>[]): readonly Condition[] {
  return approvals.flatMap(({ conditions }) => conditions.filter(({ gate }) => gate === undefined))
}

/** Those that are measured once the release is live. */
export function gatedConditions(approvals: readonly Pick<GivenApproval, 'conditions'>[]): readonly Condition[] {
  return approvals.flatMap(({ conditions }) => conditions.filter(({ gate }) => gate !== undefined))
}

/** Whether nothing is missing any more: every quorum has its votes, and every condition is ticked off. */
export function mayStart(
  { approvals, ticked }: { readonly approvals: readonly GivenApproval[]; readonly ticked: readonly string[] },
  required: readonly Quorum[],
  votes: readonly Vote[],
  asker: string,
): boolean {
  const isTicked = textConditions(approvals).every(({ condition }) => ticked.includes(condition))
  return isTicked && isMet(required, votes, asker)
}

export function isChangeDue({ state, expiresAt }: Pick<ChangeRequest, 'state' | 'expiresAt'>, now: Date): boolean {
  return state.kind === 'pending' && now.getTime() >= Date.parse(expiresAt)
}

/** Once, when half of the time is over. */
export function isReminderDue({ state, remindAt, reminded }: ChangeRequest, now: Date): boolean {
  return state.kind === 'pending' && reminded === undefined && now.getTime() >= Date.parse(remindAt)
}
