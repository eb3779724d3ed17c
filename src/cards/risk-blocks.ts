import type { Block } from '../domain/card.ts'
import type { Plan } from '../domain/plan.ts'
import type { Risk, RiskVerdict } from '../domain/risk.ts'

/** Tells whoever named no strategy that a canary was chosen, and how to choose another. */
export function chosenCanaryBlocks(plan: Plan): readonly Block[] {
  if (plan.kind !== 'deploy' || plan.strategy !== 'canary' || plan.strategyNamed) return []
  const text =
    'You named no strategy, so I chose a canary because of this risk. To choose another, add “using blue-green”, for example.'
  return [{ kind: 'text', text }]
}

/** The risk of a deployment, with its reasons. */
export function riskBlocks(risk: Risk | undefined): readonly Block[] {
  if (!risk) return []
  const { verdict, reasons, model } = risk
  const by = model === undefined ? '' : ` (judged by ${model})`
  return [{ kind: 'text', text: `${VERDICTS[verdict]}${by}: ${reasons.join(' ')}` }]
}

const VERDICTS: Readonly<Record<RiskVerdict, string>> = {
  go: 'Low risk',
  'go-with-canary': 'Canary advised',
  hold: 'On hold',
}
