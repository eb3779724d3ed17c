import type { WorkflowDefinition } from '../../domain/workflows/definition.ts'
import type { Texts } from '../../texts/texts.ts'

/** How people ask for a workflow: its first phrase, or by its name. */
export function askedWith({ id, phrases, inputs }: WorkflowDefinition, { workflows }: Texts): string {
  const [phrase] = phrases
  if (phrase !== undefined) return phrase
  const open = Object.entries(inputs).filter(([, input]) => input.default === undefined)
  const named = open.map(([name]) => `${name}=…`).join(' ')
  const start = workflows.startAs({ workflow: id })
  return named === '' ? start : `${start} with ${named}`
}
