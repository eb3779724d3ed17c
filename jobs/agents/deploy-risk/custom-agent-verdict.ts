import { ZodError } from 'zod'
import type { AgentDecision } from '../../../src/domain/agent-decision.ts'
import type { Ground, Risk } from '../../../src/domain/risk.ts'
import { StoreUnavailableError } from '../../../src/ports/event-store.ts'
import { addable } from '../core/added-sentences.ts'
import { type DecisionAbout, decideOnce, type OnceParts } from '../core/decide-once.ts'
import type { AnyAgent } from '../core/define-agent.ts'
import { type DeployEvidence, deployWordSchema } from './evidence.ts'

export type OnAgentFault = (error: unknown, agent: string, correlationId: string) => void

/** What a team's own agent says of a deployment, or why it says nothing. */
export type CustomVerdict =
  | { readonly kind: 'risk'; readonly agent: string; readonly risk: Risk }
  | { readonly kind: 'unknown'; readonly sentence: string }

/** The same agent, of which no answer counts that is no judgement of a deployment; a model is asked again for one. */
export function riskAgent(agent: AnyAgent): AnyAgent {
  const judges = (answer: object): boolean => deployWordSchema.safeParse(answer).success
  return { ...agent, output: agent.output.refine(judges, 'it must hold a verdict and at least one reason') }
}

/**
 * Has a team's own agent judge. Whatever is wrong with it is said and logged, and holds up no deployment: its code and its
 * form are the team's.
 * @throws {StoreUnavailableError} when nothing can be noted now.
 */
export async function wordOf(
  agent: AnyAgent,
  facts: DeployEvidence,
  { onAgentFault, ...means }: OnceParts & { readonly onAgentFault: OnAgentFault },
  about: DecisionAbout,
  options: Parameters<typeof decideOnce>[4],
): Promise<CustomVerdict> {
  const unknown = (error: unknown, why: string): CustomVerdict => {
    onAgentFault(error, agent.name, about.correlationId)
    return { kind: 'unknown', sentence: `The agent ${agent.name} could not judge: ${why}.` }
  }
  try {
    // It may look at some of the facts only.
    const evidence = agent.input.safeParse(facts)
    if (!evidence.success) {
      return unknown(evidence.error, `its input does not accept the known value of ${named(evidence.error)}`)
    }
    const decision = await decideOnce(agent, evidence.data, means, about, options)
    return { kind: 'risk', agent: agent.name, risk: shownOf(riskFrom(decision)) }
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error
    const unfit = error instanceof ZodError
    return unknown(error, unfit ? 'its answer is no judgement' : 'it failed; the log has the error')
  }
}

export function riskFrom({ answer, by }: AgentDecision<object>): Risk {
  return { ...deployWordSchema.parse(answer), ...(by.kind === 'model' && { model: by.model }) }
}

/** What a model has worded goes onto the card like all that a model says: plain, short, and without links. */
function shownOf(risk: Risk): Risk {
  if (risk.model === undefined) return risk
  const reasons = addable(risk.reasons, [])
  return { ...risk, reasons: reasons.length > 0 ? reasons : ['It gives no reason that can be shown.'] }
}

/** A hold that an agent of the team has made by rules of its own is one ground, however it is worded. */
export function groundOf({ agent, risk }: Extract<CustomVerdict, { readonly kind: 'risk' }>): readonly Ground[] {
  if (risk.verdict !== 'hold' || risk.model !== undefined) return []
  return [{ id: `agent:${agent}`, sentence: risk.reasons.join(' ') }]
}

/** The properties of the evidence that an input does not take. */
function named({ issues }: ZodError): string {
  return [...new Set(issues.map(({ path: [first] }) => String(first ?? 'the deployment')))].join(', ')
}
