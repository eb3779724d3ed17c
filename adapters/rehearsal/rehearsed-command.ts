import type { TargetKind } from '../../src/domain/ability.ts'
import type { EnvironmentId, ServiceId } from '../../src/domain/ids.ts'
import type { DeployStrategy, Health } from '../../src/domain/release.ts'
import type { WorkOutcome } from '../../src/ports/work-outcome.ts'

/* What is otherwise with a service that is deployed by a command of its team, said as that adapter says it. */

const USUAL_STRATEGIES: readonly DeployStrategy[] = ['blue-green', 'recreate', 'canary']
const OWN_WAY: readonly TargetKind[] = ['command', 'github-actions']

/** How a release can take over; none where the target has a way of its own. */
export function strategiesOf(runsBy: TargetKind): readonly DeployStrategy[] {
  return OWN_WAY.includes(runsBy) ? [] : USUAL_STRATEGIES
}

export function noCanaryByCommand(service: ServiceId, environment: EnvironmentId): string {
  return `${service} in ${environment} is deployed by command, which has no canaries.`
}

export function noStatusCommand(service: ServiceId, environment: EnvironmentId): Health {
  const sentence = `${service} is deployed by command in ${environment}, without a status command: nobody knows how it is.`
  return { state: 'unknown', sentence }
}

export function commandFailed(version: string, logTail: string): WorkOutcome {
  return {
    kind: 'failed',
    reason: `The deploy command of ${version} ended with exit code 1.`,
    nextStep: 'Fix what its output shows, then ask again.',
    logTail,
  }
}
