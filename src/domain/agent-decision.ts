import { createHash } from 'node:crypto'
import type { Json, JsonObject } from './event.ts'
import type { ModelFailure } from './model-use.ts'

/** Who an answer is from. */
export type DecidedBy =
  | { readonly kind: 'rules'; readonly instead?: ModelSetAside }
  /** As its provider calls it, so that the version is known. */
  | { readonly kind: 'model'; readonly model: string }

/** A model was asked, and the rules' answer stands all the same. `looser`: it would have let pass what the rules stop. */
export interface ModelSetAside {
  readonly model: string
  readonly why: 'looser' | 'invalid' | ModelFailure
}

export interface LookedUp {
  /** As the model called it, which may be the name of none. */
  readonly tool: string
  readonly outcome: string
}

/** What an agent has decided on evidence. */
export interface AgentDecision<Answer extends object = JsonObject> {
  readonly agent: string
  /** Equal for equal evidence; see {@link inputsHash}. The evidence itself is not kept. */
  readonly inputs: string
  readonly answer: Answer
  /** The grounds, as sentences; what people read. */
  readonly reasons: readonly string[]
  readonly by: DecidedBy
  /** What the model asked its tools, in turn; left out when it looked nothing up. What they gave is not kept. */
  readonly lookedUp?: readonly LookedUp[]
  /** What the model read and wrote, over all it was asked; zero without one. */
  readonly tokens: { readonly in: number; readonly out: number }
  readonly ms: number
}

/** An agent has judged. In the stream of the run it is about, else in `decision-<agent>-<subject>-<inputs>`. */
export type AgentDecisionEvent = { readonly type: 'agent.decided' } & AgentDecision

/** @param subject What the decision is for, such as a correlation id: the same evidence is judged again for another. */
export function decisionStream(agent: string, subject: string, inputs: string): string {
  return `decision-${agent}-${subject}-${inputs.slice(0, 16)}`
}

/** SHA-256 over what an agent knew, however its keys were ordered. */
export function inputsHash(agent: string, evidence: Json): string {
  return createHash('sha256')
    .update(JSON.stringify([agent, sorted(evidence)]))
    .digest('hex')
}

function sorted(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(sorted)
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, sorted(part ?? null)]),
  )
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
