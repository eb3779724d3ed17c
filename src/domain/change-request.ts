import type { Condition } from './approvals/condition.ts'
import type { Quorum } from './approvals/quorum.ts'
import type { ChangeEvidence } from './change-evidence.ts'
import type { Stored } from './event.ts'
import type { GroupId, TaskId, ThreadId, UserId } from './ids.ts'
import type { Language } from './language.ts'
import type { Plan } from './plan.ts'
import type { Risk } from './risk.ts'
import { type TakenOver, takenBy } from './taken-over.ts'
import type { TellOn } from './tell-on.ts'

/** A change request as people name it: `CHG-12`. */
export type ChangeId = `CHG-${number}`

/** How many must approve, and why, as a sentence. */
export interface Requirement extends Quorum {
  readonly why: string
}

/** Who could approve, as it was computed before anybody was asked. */
export interface Approvers {
  /** Known one by one: each is told directly. */
  readonly people: readonly UserId[]
  /** What is known only by name, such as a group whose members the platform does not list. */
  readonly others: readonly string[]
  /** So few could that the approvals can never come together. */
  readonly tooFew?: true
  /** There when they are too few: who may start it in an emergency all the same. */
  readonly glass?: { readonly people: readonly UserId[]; readonly others: readonly string[] }
}

export interface ChangeButtons {
  readonly approve: string
  readonly conditions: string
  readonly reject: string
  readonly withdraw: string
  readonly breakGlass: string
}

/** Who wants what, apart from the plan, which may be asked about several times. */
export interface RequestedChange {
  readonly change: ChangeId
  readonly by: UserId
  readonly groups: readonly GroupId[]
  readonly thread: ThreadId
  /** What that person speaks; absent: English. */
  readonly language?: Language
  readonly reason?: string
  readonly tell?: readonly UserId[]
  readonly tellOn?: TellOn
  /** What must be approved besides what the policy asks for. */
  readonly besides?: readonly Requirement[]
  /** Ids of what an approval sets aside, such as a freeze or somebody's lock. */
  readonly overrides?: readonly string[]
}

/** One plan that approvals are asked for. They are for its hash. */
export interface AskedApproval {
  /** Counts the plans that were asked about; each has buttons of its own. */
  readonly round: number
  readonly plan: Plan
  readonly planHash: string
  readonly risk?: Risk
  readonly note?: string
  readonly required: readonly Requirement[]
  readonly approvers: Approvers
  readonly buttons: ChangeButtons
  readonly expiresAt: string
  readonly remindAt: string
  /** Why it is asked again, as a sentence; approvals of another plan are void. */
  readonly again?: string
}

export interface GivenApproval {
  readonly by: UserId
  readonly groups: readonly GroupId[]
  /** What they approved. */
  readonly planHash: string
  /** Hash of the evidence that the card showed them; absent where there was none yet. */
  readonly evidence?: string
  /** Hash of all that the card showed them: plan, risk and evidence. Absent from older events. */
  readonly seen?: string
  readonly beforeEvidence?: true
  readonly conditions: readonly Condition[]
}

/** How what an approval demanded came out once the release was live. */
export interface JudgedGate {
  readonly verdict: 'kept' | 'broken' | 'unknown' | 'overtaken'
  /** What was measured, as a sentence. */
  readonly sentence: string
  /** The task that puts the release before it back. */
  readonly restoredBy?: TaskId
  /** What was measured, where the release before is still to be restored: something is in the way. */
  readonly waits?: string
}

/** Whether a condition still has to be looked at: it is not judged, or its release is still to be restored. */
export const isOpenGate = (judged: JudgedGate | undefined): boolean =>
  judged === undefined || judged.waits !== undefined

type Of = { readonly change: ChangeId }
type ByPerson = Of & { readonly by: UserId }
/** The plan that a decision is on, for whoever reads the log: there may have been several. Absent from older events. */
type OnPlan = {
  readonly planHash?: string
  readonly planTitle?: string
  readonly seen?: string
  /** Decided before the evidence was gathered. */
  readonly beforeEvidence?: true
}

/** What happened to a change request. Stream `change-<id>`. */
export type ChangeEvent =
  | ({ readonly type: 'change.requested' } & RequestedChange & AskedApproval)
  /** Asked again, about the plan as it is now. `keeps`: more approvals of the very same plan are asked for. */
  | ({ readonly type: 'approval.requested' } & Of & AskedApproval & { readonly again: string; readonly keeps?: true })
  | ({
      readonly type: 'change.evidence.gathered'
      readonly planHash: string
      readonly evidence: ChangeEvidence
      readonly hash: string
    } & Of)
  | ({ readonly type: 'approval.given' } & Of & OnPlan & GivenApproval)
  /** An earlier yes no longer counts, since its person lost the right. */
  | ({ readonly type: 'approval.lapsed'; readonly reason: string } & ByPerson)
  | ({ readonly type: 'approval.declined'; readonly reason?: string } & OnPlan & ByPerson)
  | ({ readonly type: 'approval.reminded'; readonly people: readonly UserId[] } & Of)
  | ({ readonly type: 'change.condition.ticked'; readonly condition: string } & ByPerson)
  /** Somebody else has it from now on: they may withdraw it, and count as having asked for it. */
  | ({ readonly type: 'change.handed-over'; readonly to: UserId } & ByPerson)
  | ({ readonly type: 'change.withdrawn' } & ByPerson)
  | ({ readonly type: 'change.expired' } & Of)
  /** There is no such change to make any more. */
  | ({ readonly type: 'change.voided'; readonly reason: string } & Of)
  /** Started without the approvals, with a typed reason; these people, who may do so as well, were told at once. */
  | ({ readonly type: 'change.overridden'; readonly reason: string; readonly admins: readonly UserId[] } & OnPlan &
      ByPerson)
  /** With what it needed at that moment. A lock is no task. */
  | ({ readonly type: 'change.started'; readonly task?: TaskId; readonly required: readonly Requirement[] } & Of)
  | ({ readonly type: 'change.condition.judged'; readonly condition: string; readonly judged: JudgedGate } & Of)

export type ChangeState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'started'; readonly task?: TaskId; readonly at: string }
  | { readonly kind: 'declined'; readonly by: UserId; readonly at: string; readonly reason?: string }
  | { readonly kind: 'withdrawn'; readonly at: string }
  | { readonly kind: 'expired'; readonly at: string }
  | { readonly kind: 'voided'; readonly reason: string; readonly at: string }

export interface ChangeRequest extends RequestedChange, AskedApproval, TakenOver {
  readonly state: ChangeState
  readonly requestedAt: string
  /** When its present plan was asked about. */
  readonly askedAt: string
  readonly approvals: readonly (GivenApproval & { readonly at: string })[]
  /** Conditions that whoever asked has ticked off. */
  readonly ticked: readonly string[]
  readonly evidence?: { readonly hash: string; readonly found: ChangeEvidence }
  readonly reminded?: readonly UserId[]
  readonly lapsed: readonly { readonly by: UserId; readonly reason: string }[]
  readonly brokeGlass?: {
    readonly by: UserId
    readonly reason: string
    readonly at: string
    readonly admins: readonly UserId[]
  }
  readonly judged: Readonly<Record<string, JudgedGate>>
  /** What was asked about before: those cards are out of date. */
  readonly earlier: readonly (AskedApproval & { readonly why: string })[]
}

export function changeStream(change: ChangeId): string {
  return `change-${change}`
}

export function evolveChange(
  before: ChangeRequest | undefined,
  { body, at }: Pick<Stored<ChangeEvent>, 'body' | 'at'>,
): ChangeRequest | undefined {
  if (body.type === 'change.requested') {
    const { type: _, ...requested } = body
    const empty = { approvals: [], ticked: [], lapsed: [], judged: {}, earlier: [] }
    return { ...requested, ...empty, state: { kind: 'pending' }, requestedAt: at, askedAt: at }
  }
  if (!before) return undefined
  switch (body.type) {
    case 'approval.requested':
      return asked(before, body, at)
    case 'change.evidence.gathered':
      if (body.planHash !== before.planHash) return before
      return { ...before, evidence: { hash: body.hash, found: body.evidence } }
    case 'approval.given': {
      const { type: _, change: __, planTitle: ___, ...given } = body
      const others = before.approvals.filter(({ by }) => by !== given.by)
      return { ...before, approvals: [...others, { ...given, at }] }
    }
    case 'approval.lapsed': {
      const { by, reason } = body
      return {
        ...before,
        approvals: before.approvals.filter((given) => given.by !== by),
        lapsed: [...before.lapsed, { by, reason }],
      }
    }
    case 'approval.reminded':
      return { ...before, reminded: body.people }
    case 'change.condition.ticked':
      return { ...before, ticked: [...before.ticked, body.condition] }
    case 'change.overridden': {
      const { by, reason, admins } = body
      return { ...before, brokeGlass: { by, reason, at, admins } }
    }
    case 'change.condition.judged':
      return { ...before, judged: { ...before.judged, [body.condition]: body.judged } }
    case 'approval.declined': {
      const { by, reason } = body
      return { ...before, state: { kind: 'declined', by, at, ...(reason !== undefined && { reason }) } }
    }
    case 'change.handed-over':
      return { ...before, ...takenBy(before, body.to) }
    case 'change.withdrawn':
      return { ...before, state: { kind: 'withdrawn', at } }
    case 'change.expired':
      return { ...before, state: { kind: 'expired', at } }
    case 'change.voided':
      return { ...before, state: { kind: 'voided', reason: body.reason, at } }
    case 'change.started':
      return {
        ...before,
        required: body.required,
        state: { kind: 'started', ...(body.task && { task: body.task }), at },
      }
  }
}

/** Approvals hold on only where the plan is the very same. */
function asked(
  before: ChangeRequest,
  { type: _, change: __, keeps, ...asking }: Extract<ChangeEvent, { type: 'approval.requested' }>,
  at: string,
): ChangeRequest {
  const { round, plan, planHash, risk, note, required, approvers, buttons, expiresAt, remindAt, evidence, ...kept } =
    before
  const isSame = keeps === true && planHash === asking.planHash
  const old = { round, plan, planHash, required, approvers, buttons, expiresAt, remindAt, why: asking.again }
  const { reminded: ___, again: ____, ...rest } = kept
  return {
    ...rest,
    ...asking,
    askedAt: at,
    approvals: isSame ? before.approvals : [],
    ticked: isSame ? before.ticked : [],
    ...(isSame && evidence && { evidence }),
    earlier: [...before.earlier, { ...old, ...(risk && { risk }), ...(note !== undefined && { note }) }],
  }
}
