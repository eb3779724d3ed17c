import type { UserId } from '../ids.ts'
import { isOperation, isRunPlan, type Plan, targetOf } from '../plan.ts'
import { restoresRelease } from '../plans/deploy.ts'
import type { WorkflowPlan } from '../plans/workflow.ts'
import { placesOfCommands } from '../workflows/places.ts'
import type { Wish } from './decide-gates.ts'

/** What a plan wants of the gates; none for one that changes nothing that runs. */
export function wishesOf(plan: Plan, by: UserId): readonly Wish[] {
  if (plan.kind !== 'workflow') return [wishOf(plan, by) ?? []].flat()
  if (plan.several) return plan.several.deployments.flatMap((one) => (one.plan ? (wishOf(one.plan, by) ?? []) : []))
  // What its steps put into service is a task each, and decided on by itself.
  const places = placesOfCommands(plan.definition, plan.inputs)
  return [
    ...firstRing(plan, by),
    ...places.flatMap(({ service = '', environment }) =>
      environment === undefined ? [] : [{ does: 'deploy' as const, service, environment, by }],
    ),
  ]
}

/** What is asked for now, and told while somebody still looks; later rings are decided on at their turn. */
function firstRing({ several }: WorkflowPlan, by: UserId): readonly Wish[] {
  const count = several?.rings?.stages?.[0]?.count ?? 0
  const first = several?.deployments.slice(0, count) ?? []
  // By the order one of them may wait for another: with its commit only the first is held against it.
  return first.map(({ service, environment, sha }, index) => ({
    ...{ does: 'deploy' as const, service, environment, by },
    ...(index === 0 && sha !== undefined && { sha }),
  }))
}

function wishOf(plan: Plan, by: UserId): Wish | undefined {
  // What runs stays what it is: it starts once more, or in another number.
  if (isOperation(plan)) {
    const { service, environment } = plan
    return { does: 'restore', service, environment, by }
  }
  // A device gets what it should have once more.
  if (plan.kind === 'repair') {
    const { service, environment, release } = plan
    return { does: 'restore', service, environment, by, sha: release.sha }
  }
  // The trial ends by itself whatever has come since; that a person ends it is a decision of now.
  if (plan.kind === 'promote') {
    const { service, environment, release } = plan
    return { does: 'deploy', service, environment, by, sha: release.sha }
  }
  const target = plan.kind === 'schedule' ? plan.deploy : isRunPlan(plan) ? targetOf({ plan }) : undefined
  if (!target) return undefined
  const { service, environment, release, from } = target
  const isRestore = restoresRelease(target) || from?.sha === release.sha
  return { does: isRestore ? 'restore' : 'deploy', service, environment, by, sha: release.sha }
}
