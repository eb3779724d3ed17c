import { type CommitCheck, counting, namesOfState } from '../commit-checks.ts'
import type { EnvironmentId, ServiceId } from '../ids.ts'
import type { Place } from '../place.ts'

/** Only a commit whose checks are green goes there, as the configuration says it. */
export interface ChecksRule {
  /** Only these; every one when left out. */
  readonly services?: readonly ServiceId[]
  readonly environments?: readonly EnvironmentId[]
  /** Names of the checks; every one that the commit has, and one at least, when left out. */
  readonly checks?: readonly string[]
}

/** What is known of the checks of the commit that somebody wants to deploy. */
export type KnownChecks =
  | { readonly kind: 'known'; readonly checks: readonly CommitCheck[] }
  /** Nobody can tell. Why, as a sentence for people. */
  | { readonly kind: 'unknown'; readonly sentence: string }

export interface ChecksVerdict {
  readonly rule: 'checks'
  readonly blocks: boolean
  /** Names. */
  readonly red: readonly string[]
  readonly running: readonly string[]
  /** Demanded by name, and the commit has none such. */
  readonly missing: readonly string[]
  readonly green: number
  /** Why nobody can tell, as a sentence. */
  readonly unknown?: string
  /** It changes with what others do, never by itself. */
  readonly until?: undefined
}

export const demandsChecks = ({ services, environments }: ChecksRule, { service, environment }: Place): boolean =>
  (services?.includes(service) ?? true) && (environments?.includes(environment) ?? true)

/** The word of all rules that hold at a place, as one. A check that is not known to be green blocks. */
export function checksVerdict(
  rules: readonly ChecksRule[],
  place: Place,
  known: KnownChecks | undefined,
  isDeployment: boolean,
): readonly ChecksVerdict[] {
  const its = rules.filter((rule) => demandsChecks(rule, place))
  if (its.length === 0 || known === undefined) return []
  const none = { red: [], running: [], missing: [], green: 0 }
  if (known.kind === 'unknown') return [{ rule: 'checks', ...none, blocks: isDeployment, unknown: known.sentence }]
  const { checks } = known
  const names = its.flatMap(({ checks: wanted = [] }) => wanted)
  const every = its.some((rule) => rule.checks === undefined) ? counting(checks) : []
  const wanted = checks.filter((check) => names.includes(check.name) || every.includes(check))
  const [red, running] = [namesOfState(wanted, 'red'), namesOfState(wanted, 'running')]
  const missing = [...new Set(names)].filter((name) => !checks.some((check) => check.name === name))
  const green = wanted.filter(({ state }) => state === 'green').length
  const isMet = red.length + running.length + missing.length === 0 && green > 0
  return [{ rule: 'checks', blocks: isDeployment && !isMet, red, running, missing, green }]
}
