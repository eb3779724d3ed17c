import { type EnvironmentState, environmentKey } from '../../domain/environment.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import type { PlannedImage } from '../../domain/plans/planned-image.ts'
import { environments } from '../../domain/projections.ts'
import type { Release } from '../../domain/release.ts'
import { isPlace } from '../../domain/settings.ts'
import type { Slots } from '../../domain/understanding.ts'
import { observePlace } from '../../queries/observe-place.ts'
import { isRing, ringObjection } from '../../queries/ring-before.ts'
import type { Texts } from '../../texts/texts.ts'
import { rolloutFor } from '../rollout.ts'
import { doingTheSame } from './already-doing.ts'
import { changesOf } from './changes-of.ts'
import { codeFacts } from './code-facts.ts'
import { imageFor } from './image-of.ts'
import { type PlacedRequest, placeIn } from './placed.ts'
import { type PlanParts, type PlanResult, type Problem, problem } from './planned.ts'
import { type Named, resolveNamed, textOf } from './ref.ts'
import { rerunObjection } from './rerun-objection.ts'

export interface DeployRequest extends PlacedRequest {
  readonly kind: 'deploy'
  readonly ref: string
  /** As it was planned when people were asked about it. */
  readonly image?: PlannedImage
}

/** @returns A problem for a strategy that this bot does not have. */
export function deployRequest(slots: Slots, texts: Texts): DeployRequest | Problem {
  const place = placeIn(slots, texts)
  return 'kind' in place ? place : { kind: 'deploy', ref: textOf(slots.ref, 'latest'), ...place }
}

export async function planDeploy(request: DeployRequest, parts: PlanParts, texts: Texts): Promise<PlanResult> {
  const { kind, service, environment, ref } = request
  const { delivery, store, settings } = parts
  const words = texts.plans.problem
  if (!isPlace(settings, request)) return problem(words.noPlace(request))
  const live = await store.get(environments, environmentKey(service, environment))
  const from = live?.current?.release
  const services = settings.services.map(({ id }) => id)
  const named =
    ref === 'previous' ? earlier(live?.previous?.release) : await resolveNamed(delivery, service, ref, services, texts)
  if (!named) return problem(words.noEarlierRelease(request))
  if ('problem' in named) return problem(named.sentence)
  const { release, pullRequest } = named
  if (live?.current && from?.sha === release.sha && (await isAsItShould(live, parts))) {
    return problem(words.alreadyLive({ service, version: release.version, environment }))
  }
  const objection = await ringObjection(request, release, settings, store, delivery, texts)
  if (objection !== undefined) return problem(objection)
  const same = await doingTheSame(live, { kind, release }, store, texts)
  if (same) return problem(same)
  const { rerun } = request
  const stale = rerun && (await rerunObjection(rerun, request, store, texts))
  if (stale !== undefined) return problem(stale)
  const rollout = await rolloutFor(request, from, parts, texts)
  if (rollout.kind === 'problem') return rollout
  const plan: DeployPlan = {
    kind,
    service,
    environment,
    ref: pullRequest ? `#${pullRequest.number}` : ref,
    release,
    ...(pullRequest && { pullRequest }),
    ...(await codeFacts(delivery, service, from, release)),
    ...(from && { from }),
    ...(await changesOf(delivery, service, from, release)),
    ...rollout.rollout,
    ...(await imageFor(request, release, delivery, request.image)),
    ...(isRing(settings, environment) && { ring: true as const }),
    ...(rerun && { rerun }),
    recipe: delivery.recipe(service, environment),
  }
  const again = rerun && texts.workflows.retry.runsAgain(rerun)
  const notes = [named.note, rollout.note, again].filter((note) => note !== undefined)
  return { kind: 'plan', plan, ...(notes.length > 0 && { note: notes.join(' ') }) }
}

const earlier = (release: Release | undefined): Named | undefined => release && { release }

/** A release that has drifted may be deployed again. Where nobody can tell, the log counts. */
async function isAsItShould(live: EnvironmentState, { store, delivery }: PlanParts): Promise<boolean> {
  const observed = await observePlace(live, store, delivery)
  return observed === undefined || observed === 'unknown'
}
