import { alwaysConfirmed, type Plan, whereOf } from '../domain/plan.ts'
import type { Risk } from '../domain/risk.ts'
import type { Settings } from '../domain/settings.ts'
import { LIKENESS } from '../domain/understanding.ts'

const isProtected = ({ environments }: Settings, environment: string): boolean =>
  // An environment that is not marked as harmless is protected.
  environments.find(({ id }) => id === environment)?.confirm !== 'danger-only'

/**
 * Why a plan must be confirmed, as a sentence; undefined when it may start at once.
 *
 * @param model Who read the request when no rule did. Models can be talked into things, so a person looks first.
 * @param risk A deployment on hold starts only when a person overrides the hold.
 */
export function confirmationRule(plan: Plan, settings: Settings, model?: string, risk?: Risk): string | undefined {
  if (risk?.verdict === 'hold') return 'This deployment is on hold; confirming overrides the hold.'
  if (model === LIKENESS) return 'I’m not certain I understood you, so please confirm.'
  if (model !== undefined) return `Understood by ${model}, so please confirm.`
  const { environment } = whereOf({ plan })
  const isCovered = environment !== undefined && isProtected(settings, environment)
  return alwaysConfirmed(plan) ?? (isCovered ? `Every change to ${environment} needs confirmation.` : undefined)
}
