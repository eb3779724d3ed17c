import type { Block } from '../domain/card.ts'
import type { Plan } from '../domain/plan.ts'
import type { Risk } from '../domain/risk.ts'

/** Whoever named no strategy should know that one was chosen, and how to have another. */
export function chosenCanaryBlocks(plan: Plan): readonly Block[] {
  if (plan.kind !== 'deploy' || plan.strategy !== 'canary' || plan.strategyNamed) return []
  const text =
    'You named no strategy, so I chose a canary for this reason. For another, add “using blue-green”, for example.'
  return [{ kind: 'text', text }]
}

/** What a deployment was judged to risk, and on which grounds. */
export function riskBlocks(risk: Risk | undefined): readonly Block[] {
  if (!risk) return []
  const { verdict, reasons, model } = risk
  const by = model === undefined ? '' : ` (judged by ${model})`
  return [{ kind: 'text', text: `Risk${by}: ${verdict.replaceAll('-', ' ')} — ${reasons.join(' ')}` }]
}
