import type { CodeHappeningName, CodeReport } from './code-happening.ts'
import type { ServiceId } from './ids.ts'

/** Inputs of a workflow, the one whose value a command would take for an option, or the one that could be of several services. */
type ReportedInputs =
  | { readonly values: Readonly<Record<string, string>> }
  | { readonly option: string; readonly input: string }
  | { readonly several: readonly ServiceId[] }

const NAMED = /\{(branch|sha|tag|number|repository|service)\}/g

/** What each report tells, as inputs name it. */
export const REPORTED: Readonly<Record<CodeHappeningName, readonly string[]>> = {
  'pull-request.opened': ['number', 'branch', 'repository', 'service'],
  'pull-request.merged': ['number', 'branch', 'repository', 'service'],
  'checks.done': ['sha', 'branch', 'repository', 'service'],
  'release.published': ['tag', 'repository', 'service'],
  pushed: ['branch', 'sha', 'repository', 'service'],
}

/** What an input says that only a report will know. */
export const namesReported = (input: string): readonly string[] =>
  [...input.matchAll(NAMED)].map(([, name = '']) => name)

export const isReported = (input: string): boolean => namesReported(input).length > 0

/**
 * Fills in what was reported. Branches and tags are anybody's text: none of them may become an option of a command.
 * @param services Those that it is about: one of several is not chosen.
 */
export function filledInputs(
  inputs: Readonly<Record<string, string>>,
  { repository, happening }: Pick<CodeReport, 'repository' | 'happening'>,
  services: readonly ServiceId[],
): ReportedInputs {
  const [service = ''] = services
  const told: Readonly<Record<string, unknown>> = { ...happening, repository, service }
  const values: Record<string, string> = {}
  for (const [input, text] of Object.entries(inputs)) {
    const names = namesReported(text)
    if (names.includes('service') && services.length > 1) return { several: services }
    const option = names.map((name) => String(told[name] ?? '')).find((value) => value.startsWith('-'))
    if (option !== undefined) return { option, input }
    values[input] = text.replace(NAMED, (_, name: string) => String(told[name] ?? ''))
  }
  return { values }
}
