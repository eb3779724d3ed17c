import type { DriftKind } from './drift-kind.ts'
import type { EnvironmentId, TaskId } from './ids.ts'

/** How a device can differ from what it should be. */
export const DEVICE_DRIFT_KINDS = [
  'version',
  'missing',
  'config',
  'stopped',
  'unknown',
] as const satisfies readonly DriftKind[]
export type DeviceDriftKind = (typeof DEVICE_DRIFT_KINDS)[number]

/** What an inventory can do about it. */
export const REPAIR_ACTIONS = ['install', 'update', 'configure', 'restart'] as const
export type RepairAction = (typeof REPAIR_ACTIONS)[number]

const ACTIONS: Readonly<Record<Exclude<DeviceDriftKind, 'unknown'>, RepairAction>> = {
  missing: 'install',
  version: 'update',
  config: 'configure',
  stopped: 'restart',
}

/** Undefined: nobody knows what would help. */
export function repairActionFor(kind: DriftKind): RepairAction | undefined {
  return kind in ACTIONS ? ACTIONS[kind as keyof typeof ACTIONS] : undefined
}

/** What is to be done about a drift: fix it unasked, offer that to people, or leave it to them. */
export const REPAIR_RULES = ['fix', 'propose', 'escalate'] as const

/** One line of the policy; the first that fits counts. */
export interface RepairRule {
  readonly kinds: readonly DeviceDriftKind[]
  /** All rings when left out. */
  readonly rings?: readonly EnvironmentId[]
  readonly do: (typeof REPAIR_RULES)[number]
}

export interface RepairPolicy {
  readonly rules: readonly RepairRule[]
  /** How many fixes may start unasked within any hour, over all devices. */
  readonly fixesPerHour: number
}

/** The moment of a fix of the same target, and when it ended. */
export interface RepairAttempt {
  readonly endedAt?: string
}

/** All that the decision rests on. */
export interface RepairFacts {
  readonly kind: DriftKind
  readonly ring: EnvironmentId
  /** Fixes of the same service on the same device within {@link ATTEMPTS_COUNT_FOR_MS}; the drift is there in spite of them. */
  readonly attempts: readonly RepairAttempt[]
  /** When fixes were started unasked, over all devices. */
  readonly startedUnasked: readonly string[]
  /** A task is changing the ring, or waits to. */
  readonly isBusy: boolean
}

export type RepairDecision =
  | { readonly do: 'fix'; readonly action: RepairAction }
  | { readonly do: 'propose'; readonly action: RepairAction }
  | { readonly do: 'escalate'; readonly why: 'unknown-kind' | 'policy' | 'did-not-hold' }
  /** Until then, ISO 8601 in UTC, it is left alone. */
  | { readonly do: 'wait'; readonly until: string; readonly why: 'backoff' | 'budget' }
  /** Somebody is at work there; it is decided when they are done. */
  | { readonly do: 'wait'; readonly why: 'busy' }

/** As the log keeps it; with the task that fixes it. */
export type NotedRepairDecision = Exclude<RepairDecision, { why: 'busy' }> & { readonly task?: TaskId }

const HOUR_MS = 60 * 60_000
/** After a day another fix may hold where the last ones did not. */
export const ATTEMPTS_COUNT_FOR_MS = 24 * HOUR_MS
/** A fix that did not hold so often will not hold the next time. */
const MOST_ATTEMPTS = 2
/** After the first fix; twice as long after each further one. */
const BACKOFF_MS = 10 * 60_000

/**
 * What is done about a drift of a device now. Pure. Nothing is fixed unasked that is unknown, that two fixes did not
 * hold for, beyond the budget, during the backoff, or while somebody is at work there.
 */
export function decideRepair(policy: RepairPolicy, facts: RepairFacts, now: Date): RepairDecision {
  const { kind, ring, attempts, isBusy } = facts
  const action = repairActionFor(kind)
  if (action === undefined) return { do: 'escalate', why: 'unknown-kind' }
  const ended = attempts.flatMap(({ endedAt }) => endedAt ?? [])
  if (ended.length < attempts.length) return { do: 'wait', why: 'busy' }
  if (ended.length >= MOST_ATTEMPTS) return { do: 'escalate', why: 'did-not-hold' }
  switch (wantedBy(policy, kind, ring)) {
    case 'escalate':
      return { do: 'escalate', why: 'policy' }
    case 'propose':
      return { do: 'propose', action }
    case 'fix': {
      if (isBusy) return { do: 'wait', why: 'busy' }
      const backoff = backoffEnd(ended)
      if (backoff > now.getTime()) return { do: 'wait', until: new Date(backoff).toISOString(), why: 'backoff' }
      const free = budgetFreeAt(policy, facts.startedUnasked, now)
      if (free > now.getTime()) return { do: 'wait', until: new Date(free).toISOString(), why: 'budget' }
      return { do: 'fix', action }
    }
  }
}

/** What no rule speaks of is offered to people: they know best what they did not think of. */
function wantedBy({ rules }: RepairPolicy, kind: DriftKind, ring: EnvironmentId): RepairRule['do'] {
  const fits = (rule: RepairRule): boolean =>
    rule.kinds.some((one) => one === kind) && (rule.rings?.includes(ring) ?? true)
  return rules.find(fits)?.do ?? 'propose'
}

function backoffEnd(ended: readonly string[]): number {
  if (ended.length === 0) return 0
  const last = Math.max(...ended.map((at) => Date.parse(at)))
  return last + BACKOFF_MS * 2 ** (ended.length - 1)
}

/** When one more may start, so that no hour ever holds more than the budget. */
function budgetFreeAt({ fixesPerHour }: RepairPolicy, startedUnasked: readonly string[], now: Date): number {
  const within = startedUnasked
    .map((at) => Date.parse(at))
    .filter((at) => at > now.getTime() - HOUR_MS)
    .sort((one, other) => one - other)
  if (within.length < fixesPerHour) return now.getTime()
  // With a budget of nothing there is no moment; it is looked at again in an hour.
  const oldest = within[within.length - fixesPerHour] ?? now.getTime()
  return oldest + HOUR_MS
}

/** The streams that hold the starts of the last hour: a stream an hour, so that none grows for ever. */
export function budgetStreams(now: Date): readonly [current: string, before: string] {
  const hourOf = (ms: number): string => `repairs-${new Date(ms).toISOString().slice(0, 13)}`
  return [hourOf(now.getTime()), hourOf(now.getTime() - HOUR_MS)]
}

/** A fix was started unasked. Stream `repairs-<hour>`. */
export interface RepairGranted {
  readonly type: 'repair.granted'
  readonly device: string
  readonly task: TaskId
}
