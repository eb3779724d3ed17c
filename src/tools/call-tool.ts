import { z } from 'zod'
import { BotError } from '../domain/errors.ts'
import type { JsonObject } from '../domain/event.ts'
import { StoreUnavailableError } from '../ports/event-store.ts'
import type { ToolCall, ToolOffer } from '../ports/language-model.ts'
import type { ReaderScope } from '../queries/scope.ts'
import type { Tool, ToolOutcome } from './tool.ts'

const LONGEST_PROBLEM = 300

/** How tools are shown to a model. */
export function offersOf(tools: readonly Tool[]): readonly ToolOffer[] {
  return tools.map(({ name, description, input, parameters }) => ({
    name,
    description,
    parameters: parameters ?? objectSchema(input),
  }))
}

/** Providers take an object at the top; of a choice between forms every property is offered, and the form decides. */
function objectSchema(input: z.ZodType): JsonObject {
  const { $schema: _, ...schema } = z.toJSONSchema(input) as JsonObject & { readonly anyOf?: readonly JsonObject[] }
  if (!schema.anyOf) return schema
  const properties = Object.assign({}, ...schema.anyOf.map((form) => form.properties as JsonObject))
  return { type: 'object', properties, additionalProperties: false }
}

/** Told of what kept a tool from finding anything: for the log. */
export type OnToolFault = (error: unknown, tool: string) => void

/**
 * Does what a model asks for, as far as the scope lets it: the name must be one of the tools, the input must have its
 * form, the right must be there. What cannot be looked up now is said to the model.
 *
 * @throws {StoreUnavailableError} and nothing else: without the database nothing is judged or answered, so all of it waits.
 */
export async function callTool(
  tools: readonly Tool[],
  call: ToolCall,
  scope: ReaderScope,
  onFault: OnToolFault,
): Promise<ToolOutcome> {
  const read = readCall(tools, call)
  if (read.kind === 'invalid') return read
  const { tool, input } = read
  try {
    const access = await scope.decide(tool.permission(input), placeIn(input))
    return access.kind === 'refused' ? { kind: 'refused', sentence: access.sentence } : await tool.run(input, scope)
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error
    onFault(error, tool.name)
    const sentence = error instanceof BotError ? error.userMessage : 'That cannot be looked up at this moment.'
    return { kind: 'nothing', sentence }
  }
}

type ReadCall =
  | { readonly kind: 'call'; readonly tool: Tool; readonly input: unknown }
  | Extract<ToolOutcome, { kind: 'invalid' }>

/** Which tool is asked for, with its input in the tool's own form. */
export function readCall(tools: readonly Tool[], { name, input }: ToolCall): ReadCall {
  const tool = tools.find((one) => one.name === name)
  if (!tool) return { kind: 'invalid', problem: 'there is no such tool' }
  const parsed = tool.input.safeParse(input ?? {})
  return parsed.success
    ? { kind: 'call', tool, input: parsed.data }
    : { kind: 'invalid', problem: z.prettifyError(parsed.error).slice(0, LONGEST_PROBLEM) }
}

function placeIn(input: unknown): { readonly service?: string; readonly environment?: string } {
  const { service, environment } = input as { readonly service?: string; readonly environment?: string }
  return { ...(service !== undefined && { service }), ...(environment !== undefined && { environment }) }
}
