import type { Block } from '../domain/card.ts'
import type { Plan } from '../domain/plan.ts'
import type { Risk } from '../domain/risk.ts'
import type { Texts } from '../texts/texts.ts'

/** Tells whoever named no strategy that a canary was chosen, and how to choose another. */
export function chosenCanaryBlocks(plan: Plan, { confirmations }: Texts): readonly Block[] {
  if (plan.kind !== 'deploy' || plan.strategy !== 'canary' || plan.strategyNamed) return []
  return [{ kind: 'text', text: confirmations.risk.canaryChosen }]
}

/** The risk of a deployment, with its reasons. */
export function riskBlocks(risk: Risk | undefined, { confirmations: { risk: words } }: Texts): readonly Block[] {
  if (!risk) return []
  const { model, isClear } = risk
  const reasons = isClear ? [words.nothingFound, ...risk.reasons.slice(1)] : risk.reasons
  const verdict = words[risk.verdict]
  const judged = model === undefined ? verdict : words.judgedBy({ verdict, model })
  return [{ kind: 'text', text: `${judged}: ${reasons.join(' ')}` }]
}
