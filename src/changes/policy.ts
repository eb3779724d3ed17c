import type { Plan } from '../domain/plan.ts'
import type { Risk } from '../domain/risk.ts'
import type { Settings } from '../domain/settings.ts'

const isProtected = ({ environments }: Settings, environment: string): boolean =>
  // What is not known to be harmless is confirmed.
  environments.find(({ id }) => id === environment)?.confirm !== 'danger-only'

/**
 * Why a plan must be confirmed, as a sentence; undefined when it may start at once.
 *
 * @param model The language model that read the request. Models can be talked into things, so a person looks first.
 * @param risk What it was judged to risk: what should rather wait is for a person to decide.
 */
export function confirmationRule(plan: Plan, settings: Settings, model?: string, risk?: Risk): string | undefined {
  if (risk?.verdict === 'hold') return 'It should rather wait, so you decide.'
  if (model !== undefined) return `Understood by ${model}, so I ask first.`
  switch (plan.kind) {
    case 'rollback':
      return 'A rollback is always confirmed.'
    case 'cancel':
      return 'Cancelling a task is always confirmed.'
    case 'build':
      return undefined
    case 'deploy': {
      return isProtected(settings, plan.environment) ? `Every change to ${plan.environment} is confirmed.` : undefined
    }
  }
}
