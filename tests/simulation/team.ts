import type { UserId } from '../../src/domain/ids.ts'
import type { Chance } from './chance.ts'

export const SERVICES = ['payments', 'billionmail'] as const
export const ENVIRONMENTS = ['staging', 'production'] as const
export type Environment = (typeof ENVIRONMENTS)[number]
export const ROLES = ['deployer', 'sre', 'captain', 'owner'] as const
export type Role = (typeof ROLES)[number]

/** Ana and Ben have two accounts each; the others have one. */
export const ACCOUNTS = ['slack:ana', 'discord:ana', 'slack:ben', 'discord:ben', 'slack:cleo', 'slack:dora'] as const
const LINKED: readonly (readonly UserId[])[] = [
  ['slack:ana', 'discord:ana'],
  ['slack:ben', 'discord:ben'],
]

/** A team as it is written down: the bot is configured with it, and the invariants read it on their own. */
export interface Team {
  readonly startsAt: Date
  /** Which accounts belong to one person. */
  readonly linked: readonly (readonly UserId[])[]
  /** Who holds what at first. */
  readonly roles: ReadonlyMap<UserId, readonly Role[]>
  readonly approvals: readonly ApprovalPolicy[]
  readonly freezes: readonly WeeklyFreeze[]
  /** Production takes what has been healthy on staging for so many minutes; undefined: it takes anything. */
  readonly healthyMinutes: number | undefined
  readonly services: readonly string[]
  /** What is measured of the releases, in errors by request; undefined: nothing is. */
  readonly errors: number | undefined
}

export interface ApprovalPolicy {
  readonly environment: Environment
  readonly count: number
  readonly role: Role
  readonly rollbacks: boolean
  /** It asks from 18:00 to 8:00 in UTC only. */
  readonly atNight: boolean
}

export interface WeeklyFreeze {
  readonly name: string
  readonly environment: Environment
  /** Minutes of the week by the clocks of its zone, from Monday at 0:00; the end may lie in the next week. */
  readonly from: number
  readonly to: number
  readonly zone: 'UTC' | 'Asia/Tokyo'
  readonly rollbacks: boolean
}

const HOURS_AHEAD = { UTC: 0, 'Asia/Tokyo': 9 } as const
const WEEK_MINUTES = 7 * 24 * 60
const MONDAY = Date.parse('2026-03-02T00:00:00Z')

export function drawTeam(chance: Chance): Team {
  const startsAt = new Date(MONDAY + chance.below(WEEK_MINUTES) * 60_000)
  return {
    startsAt,
    linked: LINKED,
    roles: new Map(ACCOUNTS.map((account) => [account, drawRoles(account, chance)])),
    approvals: Array.from({ length: chance.weighted({ 0: 3, 1: 5, 2: 3 }) === '0' ? 0 : chance.between(1, 2) }, () =>
      drawPolicy(chance),
    ),
    freezes: Array.from({ length: chance.happens(0.5) ? 1 : 0 }, () => drawFreeze(startsAt, chance)),
    healthyMinutes: chance.happens(0.2) ? chance.oneOf([0, 30]) : undefined,
    services: chance.happens(0.7) ? [SERVICES[0]] : SERVICES,
    errors: chance.happens(0.3) ? chance.oneOf([0, 0.002, 0.05]) : undefined,
  }
}

/** Ana and Ben deploy; nearly everybody may approve something. */
function drawRoles(account: UserId, chance: Chance): readonly Role[] {
  const roles: Role[] = account.endsWith(':ana') || account.endsWith(':ben') ? ['deployer'] : []
  if (chance.happens(0.75)) roles.push('sre')
  if (chance.happens(0.25)) roles.push('captain')
  if (account === 'slack:dora' && chance.happens(0.5)) roles.push('owner')
  return roles
}

function drawPolicy(chance: Chance): ApprovalPolicy {
  return {
    environment: chance.happens(0.8) ? 'production' : 'staging',
    count: chance.happens(0.7) ? 1 : 2,
    role: chance.happens(0.85) ? 'sre' : 'captain',
    rollbacks: chance.happens(0.3),
    atNight: chance.happens(0.4),
  }
}

/** Around the time of the run, so that it is met. */
function drawFreeze(startsAt: Date, chance: Chance): WeeklyFreeze {
  const zone = chance.oneOf(['UTC', 'Asia/Tokyo'] as const)
  const begins = minuteOfWeek(startsAt, zone) + chance.between(-300, 300)
  const from = Math.floor((((begins % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES) / 15) * 15
  const to = (from + 15 * chance.between(2, 40)) % WEEK_MINUTES
  const environment = chance.oneOf(ENVIRONMENTS)
  return { name: 'stock count', environment, from, to, zone, rollbacks: chance.happens(0.3) }
}

export function minuteOfWeek(at: Date, zone: WeeklyFreeze['zone']): number {
  const shown = at.getTime() + HOURS_AHEAD[zone] * 3_600_000
  return Math.floor(((shown - MONDAY) / 60_000) % WEEK_MINUTES)
}
