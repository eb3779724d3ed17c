import type { OutsideTools } from '../ports/outside-tools.ts'
import { ALL_TOOLS } from './all-tools.ts'
import { fromOutside, OUTSIDE_NAME } from './outside-tool.ts'
import type { Tool } from './tool.ts'

/** What agents may look things up with. What changes something is for people, who are asked first. */
const READING_TOOLS = ALL_TOOLS.filter(({ effect }) => effect === 'read')

export const READING_TOOL_NAMES: readonly string[] = READING_TOOLS.map(({ name }) => name)

/** The tools of these names. What {@link toolProblem} objects to is not among them, nor what no server offers now. */
export function readingTools(names: readonly string[], outside?: OutsideTools): readonly Tool[] {
  const all = names.some((name) => OUTSIDE_NAME.test(name))
    ? [...READING_TOOLS, ...outsideTools(outside)]
    : READING_TOOLS
  return all.filter(({ name }) => names.includes(name))
}

/** What other programs let a model look up at this moment. */
export function outsideTools(outside: OutsideTools | undefined): readonly Tool[] {
  return (outside?.list() ?? []).map(fromOutside)
}

/** Why an agent cannot have a tool of this name; undefined when it can. */
export function toolProblem(name: string): string | undefined {
  if (READING_TOOL_NAMES.includes(name) || OUTSIDE_NAME.test(name)) return undefined
  const isKnown = ALL_TOOLS.some((tool) => tool.name === name)
  return isKnown
    ? `${name} changes something, and an agent only looks things up`
    : `there is no tool ${name.slice(0, 40)}`
}
