import { z } from 'zod'
import { BotError } from '../domain/errors.ts'
import type { JsonObject } from '../domain/event.ts'
import type { AssistantDesk, AssistantTool } from '../ports/assistant-desk.ts'
import type { DeskParts, DeskTool } from './desk-parts.ts'
import { factTools, locksTool, lookUpTool } from './lookup-tools.ts'
import { listProposalsTool, proposalTools } from './proposal-tools.ts'
import { waitTool } from './wait-tool.ts'

const LONGEST_PROBLEM = 500

/**
 * What assistants may ask for: to look things up with the rights of their token, and to propose what its token may have.
 * @param intents All that people can ask for.
 */
export function createAssistantDesk(parts: DeskParts, intents: readonly string[]): AssistantDesk {
  const all = [
    ...factTools(parts),
    lookUpTool(parts, intents),
    locksTool(parts),
    ...proposalTools(parts),
    listProposalsTool(parts),
    waitTool(parts),
  ]
  const byName = new Map(all.map((tool) => [tool.name, tool]))
  return {
    tools: all.map(shown),
    async call(call) {
      const tool = byName.get(call.name)
      if (!tool) return { kind: 'problem', text: 'There is no such tool.' }
      const input = tool.form.safeParse(call.input ?? {})
      if (!input.success) return { kind: 'problem', text: z.prettifyError(input.error).slice(0, LONGEST_PROBLEM) }
      try {
        return await tool.run(input.data as Readonly<Record<string, unknown>>, call)
      } catch (error) {
        parts.onFault(error, tool.name)
        const text = error instanceof BotError ? error.userMessage : 'Something went wrong on the side of Shipmate.'
        return { kind: 'problem', text }
      }
    },
  }
}

function shown({ name, title, description, effect, form, gives }: DeskTool): AssistantTool {
  return { name, title, description, effect, input: objectForm(form), output: objectForm(gives) }
}

/** An object at the top: of a choice between forms every property is offered, and the form decides. */
function objectForm(form: z.ZodType): JsonObject {
  const { $schema: _, ...schema } = z.toJSONSchema(form, { io: 'input' }) as JsonObject & {
    readonly anyOf?: readonly JsonObject[]
  }
  if (!schema.anyOf) return schema
  const properties = Object.assign({}, ...schema.anyOf.map((one) => one.properties as JsonObject))
  return { type: 'object', properties, additionalProperties: false }
}
