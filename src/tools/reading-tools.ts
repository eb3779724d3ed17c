import { ALL_TOOLS } from './all-tools.ts'
import type { Tool } from './tool.ts'

/** What agents may look things up with. What changes something is for people, who are asked first. */
const READING_TOOLS = ALL_TOOLS.filter(({ effect }) => effect === 'read')

export const READING_TOOL_NAMES: readonly string[] = READING_TOOLS.map(({ name }) => name)

/** The tools of these names. What {@link toolProblem} objects to is not among them. */
export function readingTools(names: readonly string[]): readonly Tool[] {
  return READING_TOOLS.filter(({ name }) => names.includes(name))
}

/** Why an agent cannot have a tool of this name; undefined when it can. */
export function toolProblem(name: string): string | undefined {
  if (READING_TOOL_NAMES.includes(name)) return undefined
  const isKnown = ALL_TOOLS.some((tool) => tool.name === name)
  return isKnown
    ? `${name} changes something, and an agent only looks things up`
    : `there is no tool ${name.slice(0, 40)}`
}
