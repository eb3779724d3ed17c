/** One check of a commit, as a host shows it: a check run, a status, a job of a pipeline. */
export interface CommitCheck {
  readonly name: string
  /** `green`: passed, or passed over on purpose. `running`: not known yet. */
  readonly state: 'green' | 'red' | 'running'
  /** Its host lets a commit pass without it: only a rule that names it asks for it. */
  readonly mayFail?: true
}

/** Two apps may have a check of one name, which is told once. */
export const namesOfState = (checks: readonly CommitCheck[], state: CommitCheck['state']): readonly string[] => [
  ...new Set(checks.filter((check) => check.state === state).map(({ name }) => name)),
]

/** What counts where nobody names a check. */
export const counting = (checks: readonly CommitCheck[]): readonly CommitCheck[] =>
  checks.filter(({ state, mayFail }) => state === 'green' || !mayFail)

/** What a plan and its card keep of the checks of its commit. */
export interface CheckCount {
  readonly green: number
  readonly all: number
  /** Names, at most {@link CHECKS_NAMED} of each. */
  readonly red: readonly string[]
  readonly running: readonly string[]
}

const CHECKS_NAMED = 5

/** Undefined where there are none: a repository without checks is not told to have 0 of 0. */
export function countChecks(all: readonly CommitCheck[]): CheckCount | undefined {
  const checks = counting(all)
  if (checks.length === 0) return undefined
  const named = (state: CommitCheck['state']) => namesOfState(checks, state).slice(0, CHECKS_NAMED)
  const green = checks.filter(({ state }) => state === 'green').length
  return { green, all: checks.length, red: named('red'), running: named('running') }
}
