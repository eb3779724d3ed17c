import { stringify } from 'yaml'
import { duration } from '../../../cards/words.ts'
import type { AgentDecision } from '../../../domain/agent-decision.ts'
import type { ModelUse } from '../../../domain/model-use.ts'

/** An answer for whoever tries an agent: what it is, who gave it, on what, and what it took. */
export function decisionText(decision: AgentDecision<object>, use: ModelUse, isConfigured: boolean): string {
  const { answer, by, lookedUp = [], tokens, ms } = decision
  const looked = lookedUp.map(({ tool, outcome }) => `${tool} (${outcome})`).join(', ')
  return [
    stringify(answer).trimEnd(),
    '',
    `decided by  ${decider(by, use, isConfigured)}`,
    ...(looked === '' ? [] : [`looked up   ${looked}`]),
    `tokens      ${tokens.in} in, ${tokens.out} out`,
    `time        ${duration(ms)}`,
  ].join('\n')
}

function decider(by: AgentDecision['by'], use: ModelUse, isConfigured: boolean): string {
  if (by.kind === 'model') return by.model
  if (by.instead) return `its rules (${by.instead.model} was asked: ${by.instead.why})`
  return isConfigured ? 'its rules' : `its rules (no model is configured for \`models.${use}\`)`
}
