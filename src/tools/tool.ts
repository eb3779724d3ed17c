import { z } from 'zod'
import type { JsonObject } from '../domain/event.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import type { Effect } from '../domain/understanding.ts'
import type { ReaderScope } from '../queries/scope.ts'
import type { Evidence } from './evidence.ts'

/** What a call comes to. All of it is data; nothing has happened. */
export type ToolOutcome =
  | { readonly kind: 'found'; readonly facts: JsonObject; readonly evidence: readonly Evidence[] }
  /** There is nothing, or nothing to ask; the sentence says which. */
  | { readonly kind: 'nothing'; readonly sentence: string }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'invalid'; readonly problem: string }
  /** A change that a model would like to see made: a plan is shown to the person, who may say yes to it. */
  | { readonly kind: 'wished'; readonly change: StructuredRequest }

/** Something that can be looked up, or asked for, on behalf of one person. */
export interface Tool {
  readonly name: string
  /** For a model: what it gives. */
  readonly description: string
  readonly input: z.ZodType
  /** Its form as a model is told of it, where that is not to be had of `input`. */
  readonly parameters?: JsonObject
  readonly effect: Effect
  /** The intent whose right it takes; each fact is held against it once more, service by service and place by place. */
  permission(input: unknown): string
  /** @param input As `input` has parsed it. */
  run(input: unknown, scope: ReaderScope): Promise<ToolOutcome>
}

/** A tool whose `run` gets exactly what its form lets through. */
export function defineTool<Form extends z.ZodType>(
  tool: Omit<Tool, 'input' | 'run' | 'permission'> & {
    readonly input: Form
    readonly permission: string | ((input: z.output<Form>) => string)
    run(input: z.output<Form>, scope: ReaderScope): Promise<ToolOutcome>
  },
): Tool {
  const { input: form, permission } = tool
  return {
    ...tool,
    permission: (input) => (typeof permission === 'string' ? permission : permission(form.parse(input))),
    run: (input, scope) => tool.run(form.parse(input), scope),
  }
}

/** Names as a model gives them: they are looked up, so no form is asked of them but a length. */
export const name = z.string().min(1).max(100)
