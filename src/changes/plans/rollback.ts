import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { releaseOf, targetOf } from '../../domain/plan.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import type { PlannedImage } from '../../domain/plans/planned-image.ts'
import { environmentLabel, environments, runs, serviceLabel } from '../../domain/projections.ts'
import type { Release } from '../../domain/release.ts'
import type { Run } from '../../domain/run.ts'
import type { Slots } from '../../domain/understanding.ts'
import type { Documents } from '../../ports/event-store.ts'
import { isRing } from '../../queries/ring-before.ts'
import type { Texts } from '../../texts/texts.ts'
import { noSuchStrategy, strategyAt } from '../rollout.ts'
import { doingTheSame } from './already-doing.ts'
import { changesOf } from './changes-of.ts'
import { imageFor, imageThen } from './image-of.ts'
import { type PlacedRequest, placeIn } from './placed.ts'
import { type PlanParts, type PlanResult, type Problem, problem } from './planned.ts'
import { resolve, textOf } from './ref.ts'
import { rerunObjection } from './rerun-objection.ts'

export interface RollbackRequest extends PlacedRequest {
  readonly kind: 'rollback'
  /** `previous` is the release that was live before. */
  readonly ref: string
  /** As it was planned when people were asked about it. */
  readonly image?: PlannedImage
}

/** @returns A problem for a strategy that this bot does not have. */
export function rollbackRequest(slots: Slots, texts: Texts): RollbackRequest | Problem {
  const place = placeIn(slots, texts)
  return 'kind' in place ? place : { kind: 'rollback', ref: textOf(slots.ref, 'previous'), ...place }
}

export async function planRollback(request: RollbackRequest, parts: PlanParts, texts: Texts): Promise<PlanResult> {
  const [planned, note] = await Promise.all([
    planBack(request, parts, texts),
    runningCanaryNote(request, parts.store, texts),
  ])
  if (note === undefined) return planned
  if (planned.kind === 'plan' && planned.note !== undefined) return { ...planned, note: `${planned.note} ${note}` }
  return planned.kind === 'plan' ? { ...planned, note } : problem(`${planned.sentence} ${note}`)
}

async function planBack(
  request: RollbackRequest,
  { delivery, store, settings }: PlanParts,
  texts: Texts,
): Promise<PlanResult> {
  const { kind, service, environment, ref } = request
  const words = texts.plans.problem
  const live = await store.get(environments, environmentKey(service, environment))
  const from = live?.current?.release
  if (!from) return problem(words.notDeployed({ service, environment }))
  const release = ref === 'previous' ? live?.previous?.release : await resolve(delivery, service, ref, texts)
  if (!release) return problem(words.onlyRelease({ service, version: from.version, environment }))
  if ('problem' in release) return problem(release.sentence)
  const { version } = release
  if (release.sha === from.sha) return problem(words.alreadyDeployed({ service, version, environment }))
  const same = await doingTheSame(live, { kind, release }, store, texts)
  if (same) return problem(same)
  const { rerun } = request
  const stale = rerun && (await rerunObjection(rerun, request, store, texts))
  if (stale !== undefined) return problem(stale)
  const isPrevious = release.sha === live?.previous?.release.sha
  const earlier = await deploymentOf(release, { service, environment }, store)
  if (!isPrevious && !earlier) {
    return problem(words.neverLive({ service, version, environment }))
  }
  // A rollback moves all users at once.
  const wanted = request.strategy === 'canary' ? { ...request, strategy: 'blue-green' as const } : request
  const impossible = wanted.strategyNamed && noSuchStrategy(wanted, delivery, texts)
  if (impossible) return problem(impossible)
  const plan: DeployPlan = {
    kind,
    service,
    environment,
    ref,
    release,
    from,
    ...(await changesOf(delivery, service, release, from)),
    ...strategyAt(wanted, delivery),
    ...(await imageFor(request, release, delivery, request.image ?? imageThen(earlier, release))),
    ...(isRing(settings, environment) && { ring: true as const }),
    ...(rerun && { rerun }),
    recipe: delivery.recipe(service, environment),
  }
  return { kind: 'plan', plan, ...(rerun && { note: texts.workflows.retry.runsAgain(rerun) }) }
}

/** How many deployments back a rollback can reach; older releases are deployed again instead. */
const ROLLBACKS_REACH = 200

/** Rollbacks skip the risk assessment because their release was live before; so it must have been. */
async function deploymentOf({ sha }: Release, place: Place, documents: Documents): Promise<Run | undefined> {
  const labels = [...labelsOf(place), 'succeeded']
  const succeeded = await documents.list(runs, { labels, limit: ROLLBACKS_REACH })
  return succeeded.find((run) => targetOf(run)?.release.sha === sha)
}

/** A rollback asked for during a canary may mean the canary, but would wait for it and roll back the live release. */
async function runningCanaryNote(place: Place, documents: Documents, { plans }: Texts): Promise<string | undefined> {
  const labels = ['deployment', 'active', ...labelsOf(place)]
  const run = (await documents.list(runs, { labels })).find(({ phase }) => phase === 'canary')
  const release = run && releaseOf(run)
  if (!run || !release) return undefined
  return plans.note.onlyCanary({ version: release.version, task: run.task })
}

const labelsOf = ({ service, environment }: Place): readonly string[] => [
  serviceLabel(service),
  environmentLabel(environment),
]
