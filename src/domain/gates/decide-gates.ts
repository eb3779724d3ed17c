import type { EnvironmentId, Sha, UserId } from '../ids.ts'
import type { Place } from '../place.ts'
import { concerns, type Freeze, frozenUntil } from './freeze.ts'
import type { OrderRule, Served } from './order.ts'
import type { LockId, PlaceLock } from './place-lock.ts'
import { type ChecksRule, type ChecksVerdict, checksVerdict, type KnownChecks } from './required-checks.ts'

/** What somebody wants to do at a place. */
export interface Wish extends Place {
  /** `restore`: the release that should be live there, once more, or an earlier one. */
  readonly does: 'deploy' | 'restore'
  /** Whose lock does not stop it. */
  readonly by: UserId
  /** The other accounts of that person. */
  readonly accounts?: readonly UserId[]
  /** Undefined: whichever it is. */
  readonly sha?: Sha
}

/** What the decision rests on: the rules of the configuration, and how things stand. */
export interface GateFacts {
  readonly freezes: readonly Freeze[]
  readonly order: readonly OrderRule[]
  /** None when left out. */
  readonly requireChecks?: readonly ChecksRule[]
  /** The checks of the commit that is wanted; left out where no rule asks for them. */
  readonly checks?: KnownChecks
  /** The open lock at the place. */
  readonly lock?: PlaceLock
  /** What serves, and what served before, in each environment that the order names; the newest first. */
  readonly served: Readonly<Record<EnvironmentId, readonly Served[]>>
}

/** The word of one rule. `until`, ISO 8601 in UTC: when it says so no longer, where that is known. */
export type Verdict = FreezeVerdict | LockVerdict | OrderVerdict | ChecksVerdict

interface OfVerdict {
  readonly blocks: boolean
  readonly until?: string
}

export interface FreezeVerdict extends OfVerdict {
  readonly rule: 'freeze'
  readonly freeze: string
  readonly reason?: string
}

export interface LockVerdict extends OfVerdict {
  readonly rule: 'lock'
  readonly lock: LockId
  readonly by: UserId
  readonly reason?: string
}

export interface OrderVerdict extends OfVerdict {
  readonly rule: 'order'
  readonly after: EnvironmentId
  readonly healthyMinutes: number
  /** What stands in `after`: nothing, another release, one that is not well, one that is too new, or what it must be. */
  readonly finding: 'nothing' | 'another' | 'ill' | 'new' | 'proven'
  /** The version that was looked at there. */
  readonly version?: string
}

/**
 * What every rule says that has a say at a place and moment; nothing stands in the way where none of them blocks. The same
 * for a question, a plan, a click, a start and a schedule that is due. A freeze lets a release be restored unless it
 * says otherwise, and so does the order; a lock stops everybody but its person.
 */
export function decideGates(facts: GateFacts, wish: Wish, now: Date): readonly Verdict[] {
  const frozen = facts.freezes.flatMap((freeze) => freezeVerdict(freeze, wish, now) ?? [])
  const ordered = facts.order.filter(({ environment }) => environment === wish.environment)
  return [
    ...frozen,
    ...lockVerdict(facts.lock, wish, now),
    ...ordered.map((rule) => orderVerdict(rule, facts, wish, now)),
    ...checksVerdict(facts.requireChecks ?? [], wish, facts.checks, wish.does === 'deploy'),
  ]
}

/** What an override names: a freeze, a lock, a rule of the order, or the checks. */
export function gateIdOf(verdict: Verdict): string {
  switch (verdict.rule) {
    case 'freeze':
      return `freeze ${verdict.freeze}`
    case 'lock':
      return verdict.lock
    case 'order':
      return `order after ${verdict.after}`
    case 'checks':
      return 'required checks'
  }
}

export const blocking = (verdicts: readonly Verdict[]): readonly Verdict[] => verdicts.filter(({ blocks }) => blocks)

function freezeVerdict(freeze: Freeze, wish: Wish, now: Date): FreezeVerdict | undefined {
  const until = concerns(freeze, wish) ? frozenUntil(freeze, now) : undefined
  if (until === undefined) return undefined
  const { name, reason, rollbacks } = freeze
  return {
    rule: 'freeze',
    freeze: name,
    blocks: wish.does === 'deploy' || rollbacks === true,
    ...(reason !== undefined && { reason }),
    ...(until !== 'never' && { until: until.toISOString() }),
  }
}

function lockVerdict(
  open: PlaceLock | undefined,
  { by: wisher, accounts = [] }: Wish,
  now: Date,
): readonly LockVerdict[] {
  if (!open || Date.parse(open.expiresAt) <= now.getTime()) return []
  const { lock, by, reason, expiresAt: until } = open
  return [
    {
      rule: 'lock',
      lock,
      by,
      blocks: by !== wisher && !accounts.includes(by),
      until,
      ...(reason !== undefined && { reason }),
    },
  ]
}

function orderVerdict(
  { after, healthyMinutes }: OrderRule,
  { served }: GateFacts,
  { does, sha }: Wish,
  now: Date,
): OrderVerdict {
  const there = served[after] ?? []
  const seen = sha === undefined ? there[0] : there.find((one) => one.sha === sha)
  const verdict = { rule: 'order', after, healthyMinutes, ...(seen && { version: seen.version }) } as const
  const blocks = does === 'deploy'
  if (!seen) {
    const [newest] = there
    return newest
      ? { ...verdict, finding: 'another', blocks, version: newest.version }
      : { ...verdict, finding: 'nothing', blocks }
  }
  if (seen.ill) return { ...verdict, finding: 'ill', blocks }
  const proven = Date.parse(seen.since) + healthyMinutes * 60_000
  if (Math.min(now.getTime(), Date.parse(seen.until ?? now.toISOString())) >= proven)
    return { ...verdict, finding: 'proven', blocks: false }
  // What is live there no longer does not get older.
  return {
    ...verdict,
    finding: 'new',
    blocks,
    ...(seen.until === undefined && { until: new Date(proven).toISOString() }),
  }
}

/** What ends follows from what ends before it; more than so many in a row is not looked for. */
const MOST_LOOKS = 200

/** When nothing will stand in the way any more, as things are; undefined where that depends on what people do. */
export function nextYes(facts: GateFacts, wish: Wish, now: Date): Date | undefined {
  let at = now
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const against = blocking(decideGates(facts, wish, at))
    if (against.length === 0) return at
    const ends = against.map(({ until }) => (until === undefined ? Number.NaN : Date.parse(until)))
    const next = Math.max(...ends)
    if (Number.isNaN(next)) return undefined
    at = new Date(next)
  }
  return undefined
}
