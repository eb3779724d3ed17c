import type { Plan } from './plan.ts'

/** What a plan would do, in one line. */
export function planTitle(plan: Plan): string {
  switch (plan.kind) {
    case 'build':
      return `Build ${plan.service} ${plan.release.version}`
    case 'deploy':
      return `Deploy ${plan.service} ${plan.release.version} to ${plan.environment}`
    case 'rollback':
      return `Roll back ${plan.service} on ${plan.environment} to ${plan.release.version}`
    case 'cancel':
      return `Cancel ${plan.task}`
  }
}
