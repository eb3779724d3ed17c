import type { ServiceCodeProblem } from '../domain/code-problem.ts'
import type { CheckCount } from '../domain/commit-checks.ts'
import type { ChecksVerdict } from '../domain/gates/required-checks.ts'
import type { ServiceId } from '../domain/ids.ts'
import type { Texts } from './texts.ts'

/** Why nothing is known of a service's pull requests or checks, as a sentence. */
export function codeProblemSentence(
  problem: ServiceCodeProblem,
  service: ServiceId,
  { codeHost: { problem: words } }: Texts,
): string {
  switch (problem.problem) {
    case 'no-host':
      return words['no-host']({ service })
    case 'other-repository':
      return words.otherRepository({ ...problem, service })
    default:
      return words[problem.problem](problem)
  }
}

/** `3 of 4 checks green: lint fails` */
export function checkCountWords({ green, all, red, running }: CheckCount, texts: Texts): string {
  const { checks } = texts.codeHost
  const count = checks.green({ green, all })
  const rest = restWords({ red, running, missing: [] }, texts)
  return rest === '' ? count : checks.rest({ count, rest })
}

/** What the rules for checks say of a commit, as a sentence. */
export function checksSentence(verdict: ChecksVerdict, environment: string, texts: Texts): string {
  const { gate } = texts.codeHost
  const { red, running, missing, green, unknown } = verdict
  if (unknown !== undefined) return gate.unknown({ environment, why: unknown })
  const what = restWords({ red, running, missing }, texts) || (green === 0 ? gate.none : '')
  return what === '' ? gate.met({ green }) : gate.stops({ environment, what })
}

function restWords(
  { red, running, missing }: Pick<ChecksVerdict, 'red' | 'running' | 'missing'>,
  { codeHost: { checks, gate }, formats }: Texts,
): string {
  const told = (names: readonly string[]) => ({ names: formats.allOf(names), count: names.length })
  return [
    ...(red.length > 0 ? [checks.red(told(red))] : []),
    ...(running.length > 0 ? [checks.running(told(running))] : []),
    ...(missing.length > 0 ? [gate.missing(told(missing))] : []),
  ].join(', ')
}
