import type { EnvironmentId, ServiceId } from '../ids.ts'
import type { DeployStrategy } from '../release.ts'
import type { RiskVerdict } from '../risk.ts'
import { isWithin, type LocalHours } from './local-hours.ts'
import type { Quorum } from './quorum.ts'

/** Which changes need a second person, as shipmate.yaml says it. What is left out matches everything. */
export interface ApprovalRule extends Quorum {
  /** How people know it. */
  readonly name?: string | undefined
  readonly services?: readonly ServiceId[] | undefined
  readonly environments?: readonly EnvironmentId[] | undefined
  readonly strategies?: readonly DeployStrategy[] | undefined
  readonly risk?: readonly RiskVerdict[] | undefined
  readonly when?: LocalHours | undefined
  /** Patterns of paths: it applies when the difference touches one. */
  readonly touches?: readonly string[] | undefined
  /** What is asked for. */
  readonly actions: readonly ApprovedAction[]
  /** How long an approval is waited for, in minutes. */
  readonly expiresMinutes: number
}

/** A canary that is promoted by hand counts as a deployment. */
export const APPROVED_ACTIONS = ['deploy', 'rollback', 'restart', 'scale'] as const
export type ApprovedAction = (typeof APPROVED_ACTIONS)[number]

/** What rules are held against. */
export interface ApprovalCase {
  readonly action: ApprovedAction
  readonly service: ServiceId
  readonly environment: EnvironmentId
  /** Left out for what puts no release into service: a rule about strategies is not about it. */
  readonly strategy?: DeployStrategy
  readonly risk: RiskVerdict | undefined
  readonly at: Date
  /** Paths that differ. Undefined: nobody can tell, and then every pattern counts as touched. */
  readonly touched: readonly string[] | undefined
}

/** The rules that ask for an approval of this. */
export function rulesFor(rules: readonly ApprovalRule[], asked: ApprovalCase): readonly ApprovalRule[] {
  return rules.filter(
    (rule) =>
      rule.actions.includes(asked.action) &&
      within(rule.services, asked.service) &&
      within(rule.environments, asked.environment) &&
      (rule.strategies === undefined || (asked.strategy !== undefined && rule.strategies.includes(asked.strategy))) &&
      (rule.risk === undefined || (asked.risk !== undefined && rule.risk.includes(asked.risk))) &&
      (rule.when === undefined || isWithin(rule.when, asked.at)) &&
      (rule.touches === undefined || isTouched(rule.touches, asked.touched)),
  )
}

const within = <Name>(limit: readonly Name[] | undefined, name: Name): boolean => limit?.includes(name) ?? true

function isTouched(patterns: readonly string[], touched: readonly string[] | undefined): boolean {
  return touched === undefined || touched.some((path) => patterns.some((pattern) => matches(path, pattern)))
}

/** `*` and `?` stay within a folder, `**` does not. A folder's name means everything in it. */
function matches(path: string, pattern: string): boolean {
  const source = pattern
    .replace(/\/$/, '')
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => WILDCARDS[part] ?? RegExp.escape(part))
    .join('')
  return new RegExp(`^${source}(?:/.*)?$`, 'u').test(path)
}

const WILDCARDS: Readonly<Record<string, string>> = { '**/': '(?:[^/]+/)*', '**': '.*', '*': '[^/]*', '?': '[^/]' }
