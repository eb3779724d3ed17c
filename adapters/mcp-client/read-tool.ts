import type { Tool } from '@modelcontextprotocol/sdk/types.js'
import type { JsonObject } from '../../src/domain/event.ts'
import type { OutsideTool } from '../../src/ports/outside-tools.ts'

/** Why a tool that the configuration names is not used. */
export interface Refused {
  readonly tool: string
  readonly problem: string
}

const NAME = /^[A-Za-z0-9_-]{1,36}$/
const LONGEST_DESCRIPTION = 400
const LONGEST_SCHEMA = 8_000
const ANYTHING: JsonObject = { type: 'object' }

/** A tool as its server describes it, bounded; why not, where it may change something or cannot be named. */
export function readTool(
  server: string,
  tool: string,
  offered: readonly Tool[],
): (Omit<OutsideTool, 'call'> & { readonly tool: string }) | Refused {
  const found = offered.find(({ name }) => name === tool)
  if (!found) return { tool, problem: 'the server has no such tool' }
  // Its own word, and the reason why the configuration has to name it besides.
  if (found.annotations?.readOnlyHint !== true)
    return { tool, problem: 'it does not say that it only reads, and models of Shipmate only read' }
  if (!NAME.test(tool)) return { tool, problem: 'its name has other signs than letters, digits, _ and -, or too many' }
  return {
    tool,
    name: `mcp__${server}__${tool}`,
    from: `${server}/${tool}`,
    description: (found.description ?? tool).replaceAll(/[\p{C}\s]+/gu, ' ').slice(0, LONGEST_DESCRIPTION),
    parameters:
      JSON.stringify(found.inputSchema).length > LONGEST_SCHEMA ? ANYTHING : (found.inputSchema as JsonObject),
  }
}
