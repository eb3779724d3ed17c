import { isPerson, type MadeProposal } from './assistant-proposal.ts'
import type { RequestedChange } from './change-request.ts'
import type { Stored } from './event.ts'
import type { LockId } from './gates/place-lock.ts'
import type { GroupId, ThreadId, UserId } from './ids.ts'
import type { Language } from './language.ts'
import { type Plan, planHash, rightTo } from './plan.ts'
import type { Risk } from './risk.ts'
import type { TellOn } from './tell-on.ts'

export interface ConfirmationRequest {
  readonly confirmation: string
  readonly plan: Plan
  readonly planHash: string
  readonly thread: ThreadId
  /** Only this person may answer; of a proposal, every person who may what it plans, and never whoever proposed it. */
  readonly by: UserId
  readonly groups: readonly GroupId[]
  /** What that person speaks; absent: English. */
  readonly language?: Language
  readonly expiresAt: string
  /** Why it must be confirmed, as a sentence. */
  readonly rule: string
  /** One small line more, such as what of the request was said earlier. */
  readonly note?: string
  /** Who else is told how it ends. */
  readonly tell?: readonly UserId[]
  /** Of which end; absent: of any. */
  readonly tellOn?: TellOn
  /** What it was judged to risk when it was asked. */
  readonly risk?: Risk
  /** The message under which a thought was shown: the card takes its place in the thread. */
  readonly inPlaceOf?: string
  /** Asked for as something hard to undo, whatever the plan came to be. */
  readonly danger?: true
  /** Others must approve it: confirming it submits it to them, and starts nothing. */
  readonly approval?: ApprovalDemand
  /** Why it is asked once more, as a sentence. */
  readonly again?: string
  /** The lock that it waits for once it is confirmed, where there is one. */
  readonly waitsFor?: LockId
  /** An assistant proposed it. */
  readonly proposal?: MadeProposal
  /** `reason`: submits it with a reason, where others must approve it and none was given. */
  readonly buttons: { readonly confirm: string; readonly cancel: string; readonly reason?: string }
}

/** What others are to approve. */
export interface ApprovalDemand extends Pick<RequestedChange, 'reason' | 'besides' | 'overrides'> {
  /** As a sentence, for whoever submits it. */
  readonly needs: string
}

/** What has happened to a confirmation. Stream `confirmation-<id>`. */
export type ConfirmationEvent =
  | ({ readonly type: 'confirmation.requested' } & ConfirmationRequest)
  | {
      readonly type: 'confirmation.given'
      readonly confirmation: string
      readonly by: UserId
      /** What came of a proposal: a task, a lock or a change request. */
      readonly became?: string
    }
  | { readonly type: 'confirmation.declined'; readonly confirmation: string; readonly by: UserId }
  | { readonly type: 'confirmation.expired'; readonly confirmation: string }
  /** What would be done has changed since the question was asked; a new question took its place, or none could. */
  | { readonly type: 'confirmation.superseded'; readonly confirmation: string; readonly reason: string }

export type ConfirmationState =
  | { readonly kind: 'open' }
  /** `by` and `became`: of a proposal. */
  | { readonly kind: 'given'; readonly at: string; readonly by?: UserId; readonly became?: string }
  | { readonly kind: 'declined'; readonly at: string; readonly by?: UserId }
  | { readonly kind: 'expired'; readonly at: string }
  | { readonly kind: 'superseded'; readonly at: string; readonly reason: string }

export interface Confirmation extends ConfirmationRequest {
  readonly state: ConfirmationState
  readonly requestedAt: string
}

export function confirmationStream(confirmation: string): string {
  return `confirmation-${confirmation}`
}

export function evolveConfirmation(
  before: Confirmation | undefined,
  { body, at }: Pick<Stored<ConfirmationEvent>, 'body' | 'at'>,
): Confirmation | undefined {
  if (body.type === 'confirmation.requested') {
    const { type: _, ...request } = body
    return { ...request, state: { kind: 'open' }, requestedAt: at }
  }
  return before && { ...before, state: stateAfter(body, at, before.proposal !== undefined) }
}

function stateAfter(
  body: Exclude<ConfirmationEvent, { type: 'confirmation.requested' }>,
  at: string,
  isProposal: boolean,
): ConfirmationState {
  switch (body.type) {
    case 'confirmation.given': {
      const { by, became } = body
      return { kind: 'given', at, ...(isProposal && { by }), ...(became !== undefined && { became }) }
    }
    case 'confirmation.declined':
      return { kind: 'declined', at, ...(isProposal && { by: body.by }) }
    case 'confirmation.expired':
      return { kind: 'expired', at }
    case 'confirmation.superseded':
      return { kind: 'superseded', at, reason: body.reason }
  }
}

/** Hard to undo, or held: its button looks like it, and only words that are said to the bot confirm it. */
export function isDangerous({ plan, risk, danger }: ConfirmationRequest): boolean {
  return danger === true || rightTo(plan.kind).effect === 'danger' || risk?.verdict === 'hold'
}

/** What an answer to a confirmation leads to. Everything but the first three leaves it as it is. */
export type ConfirmationAnswer =
  | { readonly kind: 'give' }
  | { readonly kind: 'decline' }
  | { readonly kind: 'expire' }
  | { readonly kind: 'not-yours'; readonly owner: UserId }
  /** A program answers what an assistant proposed. */
  | { readonly kind: 'takes-a-person' }
  | { readonly kind: 'already'; readonly state: Exclude<ConfirmationState, { kind: 'open' }> }

/** Decides on a yes or no, by button or by word. Whether the person still may, and the plan still holds, is asked next. */
export function decideAnswer(
  confirmation: Confirmation,
  answer: { readonly by: UserId; readonly yes: boolean },
  now: Date,
): ConfirmationAnswer {
  if (confirmation.state.kind !== 'open') return { kind: 'already', state: confirmation.state }
  if (isDue(confirmation, now)) return { kind: 'expire' }
  if (confirmation.proposal) {
    if (!isPerson(answer.by) || answer.by === confirmation.by) return { kind: 'takes-a-person' }
  } else if (answer.by !== confirmation.by) return { kind: 'not-yours', owner: confirmation.by }
  return answer.yes ? { kind: 'give' } : { kind: 'decline' }
}

/** Who has answered it, or may: of a proposal somebody else than who asked. */
export function answeredBy({ by, state }: Pick<Confirmation, 'by' | 'state'>): UserId {
  return 'by' in state && state.by !== undefined ? state.by : by
}

/** An open confirmation whose time is over. */
export function isDue(confirmation: Confirmation, now: Date): boolean {
  return confirmation.state.kind === 'open' && now.getTime() >= Date.parse(confirmation.expiresAt)
}

/** Whether the plan as it would be made now is still the one that was shown. */
export function stillHolds(confirmation: Confirmation, planNow: Plan): boolean {
  return planHash(planNow) === confirmation.planHash
}
