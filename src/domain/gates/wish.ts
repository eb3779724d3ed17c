import type { UserId } from '../ids.ts'
import { isOperation, isRunPlan, type Plan, targetOf } from '../plan.ts'
import { restoresRelease } from '../plans/deploy.ts'
import { placesOfCommands } from '../workflows/places.ts'
import type { Several } from '../workflows/several.ts'
import type { Wish } from './decide-gates.ts'

/** What a plan wants of the gates; none for one that changes nothing that runs. */
export function wishesOf(plan: Plan, by: UserId): readonly Wish[] {
  if (plan.kind !== 'workflow') return [wishOf(plan, by) ?? []].flat()
  if (plan.several) return wishesOfSeveral(plan.several, by)
  // What its steps put into service is a task each, and decided on by itself.
  const places = placesOfCommands(plan.definition, plan.inputs)
  return places.flatMap(({ service = '', environment }) =>
    environment === undefined ? [] : [{ does: 'deploy', service, environment, by }],
  )
}

/** Of rings only the first is asked for now; each later one is decided on when its turn comes. */
function wishesOfSeveral({ deployments, rings }: Several, by: UserId): readonly Wish[] {
  const wishes = deployments.map(({ plan }) => (plan ? wishOf(plan, by) : undefined))
  if (!rings) return wishes.filter((wish) => wish !== undefined)
  return wishes.slice(0, rings.stages?.[0]?.count ?? 0).flatMap((wish, index) => {
    if (!wish) return []
    // By the order of environments one of them may wait for another: without its commit it is not held against that.
    const { sha: _, ...anyRelease } = wish
    return [index === 0 ? wish : anyRelease]
  })
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
