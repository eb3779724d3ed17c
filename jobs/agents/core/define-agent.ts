import type { z } from 'zod'
import type { ModelUse } from '../../../src/domain/model-use.ts'
import { READING_TOOL_NAMES, toolProblem } from '../../../src/tools/reading-tools.ts'

/** What an agent tells a model, and what it shows it: each label with its data. Data is never followed. */
export interface ModelQuestion {
  readonly instructions: string
  /** What is asked, with labels in braces where their data is to stand; one after the other when left out. */
  readonly prompt?: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Asks the model for an answer of the agent's output form; undefined when there is none that can be used. */
export type AskModel<Answer> = (question: ModelQuestion) => Promise<Answer | undefined>

/** The deterministic half of an agent: it answers without a model, and bounds one. */
export interface Rules<Evidence, Answer> {
  decide(evidence: Evidence): Answer
  /** What stands when a model has answered too: it may be stricter than the rules, never looser. */
  bounded(byRules: Answer, byModel: Answer): Answer
  /** The grounds of an answer, as sentences for people. */
  reasons(answer: Answer): readonly string[]
}

/** Judges evidence. It changes nothing: what follows from an answer is for whoever asked. */
export interface Agent<Evidence, Answer extends object> {
  readonly name: string
  /** What it can be asked for, dotted: `deploy.risk`. */
  readonly capabilities: readonly string[]
  readonly input: z.ZodType<Evidence>
  readonly output: z.ZodType<Answer>
  /** Whose models it asks. Default: `decision`. */
  readonly model?: ModelUse
  /** Names of the tools its model may look things up with before it answers, such as `read_logs`. Left out: none. */
  readonly tools?: readonly string[]
  readonly rules: Rules<Evidence, Answer>
  /** How it uses a model, where there is one. What it returns is bounded by the rules afterwards. */
  run(ask: AskModel<Answer>, evidence: Evidence, byRules: Answer): Promise<Answer | undefined>
}

/** An agent of which only the name, the forms and the doing matter. */
export type AnyAgent = Agent<unknown, object>

export const AGENT_NAME = /^[a-z][a-z0-9-]{0,39}$/
export const CAPABILITY = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/
const DEFINED: unique symbol = Symbol.for('shipmate.agent')

/** @throws an error that says what is wrong when a name, a capability or a tool cannot be one. */
export function defineAgent<Evidence, Answer extends object>(
  definition: Agent<Evidence, Answer>,
): Agent<Evidence, Answer> {
  const { name, capabilities, tools = [] } = definition
  if (!AGENT_NAME.test(name))
    throw new Error(`'${name}' is not a valid agent name: use lower-case letters, digits and hyphens`)
  const odd = capabilities.find((capability) => !CAPABILITY.test(capability))
  if (odd !== undefined || capabilities.length === 0) {
    throw new Error(`the agent '${name}' needs capabilities such as 'deploy.risk'${odd ? `, not '${odd}'` : ''}`)
  }
  const [problem] = tools.flatMap((tool) => toolProblem(tool) ?? [])
  if (problem !== undefined) {
    throw new Error(`the agent '${name}' cannot have that tool: ${problem}. There are ${READING_TOOL_NAMES.join(', ')}`)
  }
  return { ...definition, [DEFINED]: true } as Agent<Evidence, Answer>
}

/** Whether a value, such as what a file exports, was made by {@link defineAgent}. */
export function isAgent(value: unknown): value is AnyAgent {
  return typeof value === 'object' && value !== null && DEFINED in value
}
