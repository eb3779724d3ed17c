import type { CodeReport } from './code-happening.ts'

/** Inputs of a workflow, or the one whose value a command would take for an option. */
type ReportedInputs =
  | { readonly values: Readonly<Record<string, string>> }
  | { readonly option: string; readonly input: string }

const NAMED = /\{(branch|sha|tag|number|repository)\}/g

/** Whether an input says something that only a report will know. */
export const isReported = (input: string): boolean => input.search(NAMED) >= 0

/** Fills in what was reported. Branches and tags are anybody's text: none of them may become an option of a command. */
export function filledInputs(
  inputs: Readonly<Record<string, string>>,
  { repository, happening }: Pick<CodeReport, 'repository' | 'happening'>,
): ReportedInputs {
  const told: Readonly<Record<string, unknown>> = { ...happening, repository }
  const values: Record<string, string> = {}
  for (const [input, text] of Object.entries(inputs)) {
    const named = [...text.matchAll(NAMED)].map(([, name = '']) => String(told[name] ?? ''))
    const option = named.find((value) => value.startsWith('-'))
    if (option !== undefined) return { option, input }
    values[input] = text.replace(NAMED, (_, name: string) => String(told[name] ?? ''))
  }
  return { values }
}
