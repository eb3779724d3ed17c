import { type EnvironmentState, environmentKey } from '../../domain/environment.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import { environments } from '../../domain/projections.ts'
import { whyNoPlace } from '../../domain/settings.ts'
import type { Slots } from '../../domain/understanding.ts'
import { observePlace } from '../../queries/observe-place.ts'
import { rolloutFor } from '../rollout.ts'
import { doingTheSame } from './already-doing.ts'
import { changesOf } from './changes-of.ts'
import { type PlacedRequest, placeIn } from './placed.ts'
import { type PlanParts, type PlanResult, type Problem, problem } from './planned.ts'
import { resolve, textOf } from './ref.ts'

export interface DeployRequest extends PlacedRequest {
  readonly kind: 'deploy'
  readonly ref: string
}

/** @returns A problem for a strategy that this bot does not have. */
export function deployRequest(slots: Slots): DeployRequest | Problem {
  const place = placeIn(slots)
  return 'kind' in place ? place : { kind: 'deploy', ref: textOf(slots.ref, 'latest'), ...place }
}

export async function planDeploy(request: DeployRequest, parts: PlanParts): Promise<PlanResult> {
  const { kind, service, environment, ref } = request
  const { delivery, store, settings } = parts
  const noPlace = whyNoPlace(settings, request)
  if (noPlace !== undefined) return problem(noPlace)
  const live = await store.get(environments, environmentKey(service, environment))
  const from = live?.current?.release
  const release = ref === 'previous' ? live?.previous?.release : await resolve(delivery, service, ref)
  if (!release) return problem(`${service} has had no earlier release on ${environment}.`)
  if ('problem' in release) return problem(release.sentence)
  if (live?.current && from?.sha === release.sha && (await isAsItShould(live, parts))) {
    return problem(`${service} ${release.version} is already live on ${environment}.`)
  }
  const same = await doingTheSame(live, { kind, release }, store)
  if (same) return problem(same)
  const rollout = await rolloutFor(request, from, parts)
  if (rollout.kind === 'problem') return rollout
  const plan: DeployPlan = {
    kind,
    service,
    environment,
    ref,
    release,
    ...(from && { from }),
    ...(await changesOf(delivery, service, from, release)),
    ...rollout.rollout,
    recipe: delivery.recipe(service),
  }
  return { kind: 'plan', plan, ...(rollout.note !== undefined && { note: rollout.note }) }
}

/** A release that has drifted may be deployed again. */
async function isAsItShould(live: EnvironmentState, { store, delivery }: PlanParts): Promise<boolean> {
  return (await observePlace(live, store, delivery)) === undefined
}
