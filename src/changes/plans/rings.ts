import { environmentKey, type LiveRelease } from '../../domain/environment.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import { environments } from '../../domain/projections.ts'
import type { Release } from '../../domain/release.ts'
import { type OwnRing, ringsOfService } from '../../domain/rings-of-service.ts'
import { later } from '../../domain/workflows/begin-step.ts'
import type { RingPlan, RingStage } from '../../domain/workflows/ring-steps.ts'
import type { Several, WantedDeployment } from '../../domain/workflows/several.ts'
import { observePlace } from '../../queries/observe-place.ts'
import { stepTitle } from '../../texts/several-words.ts'
import type { Texts } from '../../texts/texts.ts'
import { requiredFor } from '../approvals/required.ts'
import { type PlanParts, type Problem, problem } from './planned.ts'
import { resolveNamed } from './ref.ts'
import { deploymentOf } from './wanted-deployment.ts'

const MINUTE_MS = 60_000

/** A ring with what is to be done in it. */
interface Stage {
  readonly ring: OwnRing
  readonly plans: readonly DeployPlan[]
  /** What of the request could not be had, as sentences. */
  readonly notes: readonly string[]
}

/** What is left to do of rings that a release goes to, made exact: where it serves already nothing is done again. */
export async function planRings(
  { deployments, rings }: Several & { readonly rings: RingPlan },
  parts: PlanParts,
  texts: Texts,
): Promise<
  (Pick<Several, 'deployments' | 'rings'> & { readonly version: string; readonly notes: readonly string[] }) | Problem
> {
  const [first] = deployments
  if (!first) throw new Error('rings without a deployment')
  const { service, strategy } = first
  const all = ringsOfService(parts.settings, service)
  const named = await exactRelease(first, parts, texts)
  if ('kind' in named) return named
  const { release, ref } = named
  const stages: Stage[] = []
  for (const ring of all.filter(({ id }) => rings.names.includes(id))) {
    const plans: DeployPlan[] = []
    const notes: string[] = []
    for (const environment of ring.environments) {
      if (await serves({ service, environment }, release, parts)) continue
      const found = await deploymentOf({ service, environment, ref, ...(strategy && { strategy }) }, parts, texts)
      if (found.kind === 'problem') return found
      plans.push(found.plan)
      if (found.note !== undefined) notes.push(found.note)
    }
    if (plans.length > 0) stages.push({ ring, plans, notes })
  }
  const { version } = release
  if (stages.length === 0) {
    const { alreadyLive } = texts.rings.problem
    return problem(alreadyLive({ service, version, rings: texts.formats.allOf(rings.names) }))
  }
  const untold = await healthUntold(stages, all, service, parts, texts)
  if (untold) return untold
  const planned: RingStage[] = []
  for (const stage of stages) {
    const next = await stageOf(stage, { service, release, all, stages }, parts, texts)
    if ('kind' in next) return next
    planned.push(next)
  }
  const wanted = stages.flatMap(({ plans }) => plans.map((plan) => wantedOf(plan, ref, strategy, texts)))
  return {
    deployments: wanted,
    rings: { names: rings.names, stages: planned },
    version,
    notes: stages.flatMap(({ notes }) => notes),
  }
}

/** The one release that all of them get, by a ref that means it however branches move. */
async function exactRelease(
  { service, ref }: WantedDeployment,
  { delivery, settings }: PlanParts,
  texts: Texts,
): Promise<{ readonly release: Release; readonly ref: string } | Problem> {
  if (ref === 'previous') return problem(texts.rings.problem.whichVersion)
  const services = settings.services.map(({ id }) => id)
  const named = await resolveNamed(delivery, service, ref, services, texts)
  if ('problem' in named) return problem(named.sentence)
  const { release } = named
  const again = await delivery.resolve(service, release.version)
  return { release, ref: 'sha' in again && again.sha === release.sha ? release.version : release.sha }
}

const stateAt = ({ service, environment }: { service: string; environment: string }, { store }: PlanParts) =>
  store.get(environments, environmentKey(service, environment))

async function serves(
  place: { readonly service: string; readonly environment: string },
  { sha }: Release,
  parts: PlanParts,
): Promise<boolean> {
  const state = await stateAt(place, parts)
  if (!state?.current || state.current.release.sha !== sha || state.current.stoppedAt !== undefined) return false
  const observed = await observePlace(state, parts.store, parts.delivery)
  return observed === undefined || observed === 'unknown'
}

interface Around {
  readonly service: string
  readonly release: Release
  /** Every ring of the service. */
  readonly all: readonly OwnRing[]
  readonly stages: readonly Stage[]
}

async function stageOf(stage: Stage, around: Around, parts: PlanParts, texts: Texts): Promise<RingStage | Problem> {
  const { ring, plans } = stage
  const { service, release, all, stages } = around
  const before = all[all.indexOf(ring) - 1]
  const approvals = await approvalsFor(plans, parts, texts)
  const own = { ring: ring.id, count: plans.length, approvals }
  if (!before) return own
  const after = { ring: before.id, service, sha: release.sha, environments: before.environments }
  const { bakeMinutes: minutes } = before
  // It gets the release in this very plan.
  if (stages.some((one) => one.ring === before))
    return { ...own, after: { ...after, ...(minutes > 0 && { bake: { minutes } }) } }
  const live = await Promise.all(
    before.environments.map(async (environment) => (await stateAt({ service, environment }, parts))?.current),
  )
  if (!live.every((one): one is LiveRelease => one?.release.sha === release.sha)) {
    const { version } = release
    return problem(texts.plans.problem.ringWaits({ service, version, ring: ring.id, before: before.id }))
  }
  const newest = Math.max(...live.map(({ at }) => Date.parse(at)))
  const until = later(new Date(newest), minutes * MINUTE_MS)
  const isOver = Date.parse(until) <= parts.clock.now().getTime()
  return { ...own, after: { ...after, ...(!isOver && { bake: { until } }) } }
}

/** A ring whose health its target never tells would hold up the rings after it for ever, so nothing is started. */
async function healthUntold(
  stages: readonly Stage[],
  all: readonly OwnRing[],
  service: string,
  { delivery }: PlanParts,
  texts: Texts,
): Promise<Problem | undefined> {
  const before = stages.flatMap(({ ring }) => all[all.indexOf(ring) - 1]?.environments ?? [])
  const found = await Promise.all(
    before.map(async (environment) => ({ environment, health: await delivery.health(service, environment) })),
  )
  const [untold] = found.flatMap(({ environment, health }) =>
    health.state === 'unknown' && !health.mayPass ? [{ environment, why: health.sentence }] : [],
  )
  return untold && problem(texts.rings.problem.healthUntold({ service, ...untold }))
}

/** The roles of each rule once, with the most that any place needs of them. Whoever may approve anything is an owner. */
async function approvalsFor(
  plans: readonly DeployPlan[],
  parts: PlanParts,
  texts: Texts,
): Promise<RingStage['approvals']> {
  const byRoles = new Map<string, RingStage['approvals'][number]>()
  for (const plan of plans) {
    const { required, expiresMinutes } = await requiredFor(parts, plan, undefined, texts)
    for (const { roles, count } of required) {
      const [role = 'owner', ...orRoles] = roles
      const key = roles.toSorted().join(' ')
      const most = Math.max(count, byRoles.get(key)?.count ?? 0)
      const expires = `${Math.ceil(expiresMinutes)}m`
      byRoles.set(key, { role, ...(orRoles.length > 0 && { orRoles }), count: most, expires })
    }
  }
  return [...byRoles.values()]
}

function wantedOf(
  plan: DeployPlan,
  ref: string,
  strategy: WantedDeployment['strategy'],
  texts: Texts,
): WantedDeployment {
  const { service, environment, release } = plan
  return {
    ...{ service, environment, ref, sha: release.sha },
    ...(strategy && { strategy }),
    title: stepTitle(plan, texts),
    plan,
  }
}
