import { isAlwaysConfirmed, type Plan, startsUnasked, whereOf } from '../domain/plan.ts'
import type { WorkflowPlan } from '../domain/plans/workflow.ts'
import type { Risk } from '../domain/risk.ts'
import type { Settings } from '../domain/settings.ts'
import { LIKENESS } from '../domain/understanding.ts'
import type { Texts } from '../texts/texts.ts'

export const isProtected = ({ environments }: Pick<Settings, 'environments'>, environment: string): boolean =>
  // An environment that is not marked as harmless is protected.
  environments.find(({ id }) => id === environment)?.confirm !== 'danger-only'

/**
 * Why a plan must be confirmed, as a sentence; undefined when it may start at once.
 *
 * @param model Who read the request when no rule did. Models can be talked into things, so a person looks first.
 * @param risk A deployment on hold starts only when a person overrides the hold.
 */
export function confirmationRule(
  plan: Plan,
  settings: Settings,
  texts: Texts,
  model?: string,
  risk?: Risk,
): string | undefined {
  const { rule, alwaysConfirmed } = texts.plans
  if (risk?.verdict === 'hold') return rule.hold
  if (model === LIKENESS) return rule.notCertain
  if (model !== undefined) return rule.readBy({ model })
  if (plan.kind === 'workflow') return workflowRule(plan, texts)
  if (plan.kind === 'unlock' && plan.removes) return rule.othersLock
  if (startsUnasked(plan)) return undefined
  const { environment } = whereOf({ plan })
  const isCovered = environment !== undefined && isProtected(settings, environment)
  if (isAlwaysConfirmed(plan)) return alwaysConfirmed[plan.kind]
  return isCovered ? rule.environment({ environment }) : undefined
}

function workflowRule({ confirm, several }: WorkflowPlan, { workflows, rings }: Texts): string | undefined {
  const rules = workflows.confirm
  if (several) return several.rings ? rings.confirmed : rules.several
  return confirm && rules[confirm]
}
