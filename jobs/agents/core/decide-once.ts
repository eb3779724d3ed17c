import {
  type AgentDecision,
  type AgentDecisionEvent,
  decisionStream,
  inputsHash,
} from '../../../src/domain/agent-decision.ts'
import type { Json, JsonObject, Stored } from '../../../src/domain/event.ts'
import type { ShipmateEvent } from '../../../src/domain/events.ts'
import type { CorrelationId } from '../../../src/domain/ids.ts'
import type { EventLog } from '../../../src/ports/event-store.ts'
import { transact } from '../../../src/runtime/transact.ts'
import { type DecidingMeans, decideWith } from './decide-with.ts'
import type { Agent } from './define-agent.ts'
import type { AskingOptions } from './model-session.ts'

export interface OnceParts extends DecidingMeans {
  readonly log: EventLog<ShipmateEvent>
}

/** What a decision is for: it is made once for this and the same evidence. */
export interface DecisionAbout {
  readonly correlationId: CorrelationId
  readonly causationId?: string
  /** The stream of the run that it is about; a stream of its own when left out. */
  readonly stream?: string
}

/**
 * Has an agent judge, and records it as `agent.decided`. An earlier record about the same evidence counts, so that work
 * which runs again after a crash continues with the same answer; when two ask at once, both get the first answer.
 * @throws {ZodError} when the rules of an agent give an answer that is not of its form; it is not recorded.
 */
export async function decideOnce<Evidence, Answer extends object>(
  agent: Agent<Evidence, Answer>,
  evidence: Evidence,
  parts: OnceParts,
  about: DecisionAbout,
  options: Omit<AskingOptions, 'correlationId'>,
): Promise<AgentDecision<Answer>> {
  const inputs = inputsHash(agent.name, evidence as Json)
  const stream = about.stream ?? decisionStream(agent.name, about.correlationId, inputs)
  const noted = (history: readonly Stored<ShipmateEvent>[]): AgentDecision<Answer> | undefined =>
    notedIn(history, agent, inputs)

  const before = noted(await parts.log.readStream(stream))
  if (before) return before
  const { correlationId, causationId } = about
  const decision = await decideWith(agent, evidence, parts, { ...options, correlationId })
  agent.output.parse(decision.answer)
  const cause = { correlationId, actor: `agent:${agent.name}`, ...(causationId !== undefined && { causationId }) }
  const done = await transact(parts.log, cause, parts.clock.now(), async (transaction) => {
    const meanwhile = noted(await transaction.read(stream))
    if (!meanwhile) transaction.append(stream, eventOf(decision))
    return meanwhile ?? decision
  })
  return done.kind === 'done' ? done.result : decision
}

function notedIn<Answer extends object>(
  history: readonly Stored<ShipmateEvent>[],
  { name, output }: Pick<Agent<unknown, Answer>, 'name' | 'output'>,
  inputs: string,
): AgentDecision<Answer> | undefined {
  for (const { body } of history) {
    if (body.type !== 'agent.decided' || body.agent !== name || body.inputs !== inputs) continue
    const answer = output.safeParse(body.answer)
    // One that an older version has noted in another form is made again.
    if (!answer.success) continue
    const { type: _, ...decision } = body
    return { ...decision, answer: answer.data }
  }
  return undefined
}

function eventOf({ answer, ...decision }: AgentDecision<object>): AgentDecisionEvent {
  return { type: 'agent.decided', ...decision, answer: answer as JsonObject }
}
