import { z } from 'zod'
import type { JsonObject } from '../ports/event-store.ts'
import type { ToolCall, ToolOffer } from '../ports/language-model.ts'
import type { Tool, ToolOutcome } from './tool.ts'
import type { ToolScope } from './tool-scope.ts'

const LONGEST_PROBLEM = 300

/** How tools are shown to a model. */
export function offersOf(tools: readonly Tool[]): readonly ToolOffer[] {
  return tools.map(({ name, description, input }) => ({ name, description, parameters: objectSchema(input) }))
}

/** Providers take an object at the top; of a choice between forms every property is offered, and the form decides. */
function objectSchema(input: z.ZodType): JsonObject {
  const { $schema: _, ...schema } = z.toJSONSchema(input) as JsonObject & { readonly anyOf?: readonly JsonObject[] }
  if (!schema.anyOf) return schema
  const properties = Object.assign({}, ...schema.anyOf.map((form) => form.properties as JsonObject))
  return { type: 'object', properties, additionalProperties: false }
}

/**
 * Does what a model asks for, as far as the person on whose behalf it asks may: the name must be one of the tools, the
 * input must have its form, the right must be there. Never throws because of the call.
 */
export async function callTool(tools: readonly Tool[], call: ToolCall, scope: ToolScope): Promise<ToolOutcome> {
  const tool = tools.find(({ name }) => name === call.name)
  if (!tool) return { kind: 'invalid', problem: 'there is no such tool' }
  const parsed = tool.input.safeParse(call.input ?? {})
  if (!parsed.success) {
    return { kind: 'invalid', problem: z.prettifyError(parsed.error).slice(0, LONGEST_PROBLEM) }
  }
  const access = await scope.decide(tool.permission(parsed.data), placeIn(parsed.data))
  if (access.kind === 'refused') return { kind: 'refused', sentence: access.sentence }
  return tool.run(parsed.data, scope)
}

function placeIn(input: unknown): { readonly service?: string; readonly environment?: string } {
  const { service, environment } = input as { readonly service?: string; readonly environment?: string }
  return { ...(service !== undefined && { service }), ...(environment !== undefined && { environment }) }
}
