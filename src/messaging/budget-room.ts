import type { Room, WorkspaceRoom } from '../ports/outbox.ts'
import { leftIn, type Rule } from './budget-rule.ts'

/** For how much the rules of a call have room. @param isResting Whether the platform has asked to be left alone altogether. */
export function roomOf(rules: readonly Rule[], isResting: boolean, now: number): Room {
  const { channel = [], workspace = [], platform = [] } = Object.groupBy(rules, ({ per }) => per)
  const inWorkspace = inEachOf(workspace, now)
  const whole = platform.map((rule) => leftIn(rule, now)[0]?.[1] ?? rule.burst)
  const most = isResting ? 0 : whole.length > 0 ? Math.min(...whole) : undefined
  return {
    ...(most !== undefined && { most }),
    reserve: reserveOf(platform),
    ...(channel.length > 0 && { mostInChannel: leastBurst(channel) }),
    ...(inWorkspace && { inWorkspace }),
    full: withLess(channel, () => 1, now),
    answersOnly: withLess(channel, ({ reserve }) => 1 + reserve, now),
  }
}

/** Calls for which there is room whatever channel and workspace they are for, without what is kept for answers. */
export function roomAnywhere({ most = Infinity, reserve, inWorkspace, full, answersOnly }: Room): number {
  if (full.length + answersOnly.length > 0) return 0
  const there = inWorkspace ? leastIn(inWorkspace) - inWorkspace.reserve : Infinity
  return Math.max(0, Math.min(most - reserve, there))
}

function inEachOf(rules: readonly Rule[], now: number): WorkspaceRoom | undefined {
  if (rules.length === 0) return undefined
  const most: Record<string, number> = {}
  for (const [name, left] of rules.flatMap((rule) => leftIn(rule, now)))
    most[name] = Math.min(left, most[name] ?? leastBurst(rules))
  return { most, mostElsewhere: leastBurst(rules), reserve: reserveOf(rules) }
}

const leastIn = ({ most, mostElsewhere }: WorkspaceRoom): number => Math.min(mostElsewhere, ...Object.values(most))

const leastBurst = (rules: readonly Rule[]): number => Math.min(...rules.map(({ burst }) => burst))

const reserveOf = (rules: readonly Rule[]): number => Math.max(0, ...rules.map(({ reserve }) => reserve))

function withLess(rules: readonly Rule[], least: (rule: Rule) => number, now: number): readonly string[] {
  return rules.flatMap((rule) => leftIn(rule, now).flatMap(([name, left]) => (left < least(rule) ? [name] : [])))
}
