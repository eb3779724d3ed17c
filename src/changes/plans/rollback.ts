import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { targetOf } from '../../domain/plan.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import { environmentLabel, environments, runs, serviceLabel } from '../../domain/projections.ts'
import type { Release } from '../../domain/release.ts'
import type { Slots } from '../../domain/understanding.ts'
import type { Documents } from '../../ports/event-store.ts'
import { doingTheSame } from './already-doing.ts'
import { changesOf } from './changes-of.ts'
import { type PlacedRequest, placeIn } from './placed.ts'
import { type PlanParts, type PlanResult, type Problem, problem } from './planned.ts'
import { resolve, textOf } from './ref.ts'

export interface RollbackRequest extends PlacedRequest {
  readonly kind: 'rollback'
  /** `previous` is the release that was live before. */
  readonly ref: string
}

/** @returns A problem for a strategy that this bot does not have. */
export function rollbackRequest(slots: Slots): RollbackRequest | Problem {
  const place = placeIn(slots)
  return 'kind' in place ? place : { kind: 'rollback', ref: textOf(slots.ref, 'previous'), ...place }
}

export async function planRollback(request: RollbackRequest, parts: PlanParts): Promise<PlanResult> {
  const [planned, note] = await Promise.all([planBack(request, parts), runningCanaryNote(request, parts.store)])
  if (note === undefined) return planned
  return planned.kind === 'plan' ? { ...planned, note } : problem(`${planned.sentence} ${note}`)
}

async function planBack(
  { kind, service, environment, ref, strategy: wished }: RollbackRequest,
  { delivery, store }: PlanParts,
): Promise<PlanResult> {
  const live = await store.get(environments, environmentKey(service, environment))
  const from = live?.current?.release
  if (!from) return problem(`${service} is not deployed on ${environment}, so there is nothing to roll back.`)
  const release = ref === 'previous' ? live?.previous?.release : await resolve(delivery, service, ref)
  if (!release) {
    return problem(
      `${service} has only run ${from.version} on ${environment}; there is no earlier release to go back to.`,
    )
  }
  if ('problem' in release) return problem(release.sentence)
  if (release.sha === from.sha) return problem(`${service} ${release.version} is already live on ${environment}.`)
  const same = await doingTheSame(live, { kind, release }, store)
  if (same) return problem(same)
  const isPrevious = release.sha === live?.previous?.release.sha
  if (!isPrevious && !(await wasLiveBefore(release, { service, environment }, store))) {
    return problem(
      `${service} ${release.version} has never been live on ${environment}, so this is not a rollback. To deploy it, say “deploy ${service} ${release.version} to ${environment}”.`,
    )
  }
  const plan: DeployPlan = {
    kind,
    service,
    environment,
    ref,
    release,
    from,
    ...(await changesOf(delivery, service, release, from)),
    // A rollback moves all users at once.
    strategy: wished === 'canary' ? 'blue-green' : wished,
    recipe: delivery.recipe(service),
  }
  return { kind: 'plan', plan }
}

/** How many deployments back a rollback can reach; older releases are deployed again instead. */
const ROLLBACKS_REACH = 200

/** Rollbacks skip the risk assessment because their release was live before; so it must have been. */
async function wasLiveBefore({ sha }: Release, place: Place, documents: Documents): Promise<boolean> {
  const labels = [...labelsOf(place), 'succeeded']
  const succeeded = await documents.list(runs, { labels, limit: ROLLBACKS_REACH })
  return succeeded.some((run) => targetOf(run)?.release.sha === sha)
}

/** A rollback asked for during a canary may mean the canary, but would wait for it and roll back the live release. */
async function runningCanaryNote(place: Place, documents: Documents): Promise<string | undefined> {
  const labels = ['deployment', 'active', ...labelsOf(place)]
  const run = (await documents.list(runs, { labels })).find(({ phase }) => phase === 'canary')
  if (!run) return undefined
  return `${run.plan.release.version} is only a canary so far. To stop it now: cancel ${run.task}.`
}

const labelsOf = ({ service, environment }: Place): readonly string[] => [
  serviceLabel(service),
  environmentLabel(environment),
]
