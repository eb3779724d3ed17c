import { z } from 'zod'
import type { Failed } from '../../../src/ports/work-outcome.ts'
import { leaveRoute } from './canary-route.ts'
import { CANDIDATE_LABEL, isCandidate, notOurs } from './candidate-label.ts'
import { changeDeployment, findDeployment } from './change-deployment.ts'
import { containerOf } from './container-of.ts'
import { imageOf, type KubernetesPlace } from './kubernetes-place.ts'
import { readDeployment } from './live-objects.ts'
import { annotationsOf, failedMark, identityOf, isOf, marksOf, tokenMark } from './marks.ts'
import { claimService } from './service-switch.ts'
import { type Deployment, deploymentSchema, readAs } from './shapes.ts'
import { namedOf, type Undertaking } from './undertaking.ts'
import { untilUncontested } from './until-uncontested.ts'

/** A second Deployment with the new release, beside the one that serves. */
export interface CandidateWish {
  readonly replicas: number
  /** Of its pods, in place of those that the pods of the Deployment have. */
  readonly labels: Readonly<Record<string, string>>
}

/** The same order for the candidate, which has marks of its own. Claim the place before you change it. */
export function forCandidate(undertaking: Undertaking): Undertaking {
  return { ...undertaking, place: candidatePlace(undertaking.place) }
}

export const candidatePlace = (place: KubernetesPlace): KubernetesPlace => ({
  ...place,
  container: place.container ?? place.deployment,
  deployment: candidateName(place),
})

export const candidateName = ({ deployment }: Undertaking['place']): string => `${deployment}-candidate`

/** Of whichever task. */
export async function isCandidateThere(undertaking: Undertaking): Promise<boolean> {
  return (await findCandidate(undertaking)) !== undefined
}

async function findCandidate(undertaking: Undertaking): Promise<Deployment | undefined> {
  const found = await readDeployment(undertaking.api, namedOf(forCandidate(undertaking)))
  return found && isCandidate(found.metadata.labels) ? found : undefined
}

/** Told before anything is changed. @throws {UnfitError} where a Deployment of the team has the name. @throws {KubernetesError} */
export async function checkCandidateName(undertaking: Undertaking): Promise<void> {
  const named = namedOf(forCandidate(undertaking))
  const found = await readDeployment(undertaking.api, named)
  if (found && !isCandidate(found.metadata.labels)) throw notOurs('Deployment', named)
}

/** Undefined where there is none of this task. */
export async function readCandidate(undertaking: Undertaking): Promise<Deployment | undefined> {
  const found = await findCandidate(undertaking)
  return found && isOf(marksOf(found).placed, undertaking.order) ? found : undefined
}

/** The Deployment as it is, with other labels, and with the image of the release. @throws {KubernetesError} */
export async function placeCandidate(undertaking: Undertaking, wish: CandidateWish): Promise<Deployment> {
  const present = await readCandidate(undertaking)
  const { fencingToken } = undertaking.order
  if (present) return changeDeployment(forCandidate(undertaking), () => ({ patch: 'merge' }))
  await removeCandidate(undertaking)
  const { api, place, order, clock } = undertaking
  const named = namedOf(undertaking)
  const whole = await api.call({ verb: 'get', resource: 'deployments', ...named })
  const raw = readAs(copiedSchema, whole, api.cluster)
  const container = containerOf(readAs(deploymentSchema, whole, api.cluster), place)?.name
  const image = imageOf(place, order.release)
  const placed = { image, of: { task: identityOf(order), ...order.release } }
  const labels = { ...raw.spec.template.metadata.labels, ...wish.labels, ...CANDIDATE_LABEL }
  const body = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
    metadata: {
      ...{
        name: candidateName(place),
        namespace: named.namespace,
        labels: { ...raw.metadata.labels, ...CANDIDATE_LABEL, ...tokenMark(fencingToken) },
      },
      annotations: annotationsOf({ placed, placedAt: clock.now().toISOString(), ...NOTHING_BEFORE }),
    },
    spec: {
      ...raw.spec,
      replicas: wish.replicas,
      selector: { matchLabels: labels },
      template: {
        ...raw.spec.template,
        metadata: { ...raw.spec.template.metadata, labels },
        spec: {
          ...raw.spec.template.spec,
          containers: raw.spec.template.spec.containers.map((one) =>
            one.name === container ? { ...one, image } : one,
          ),
        },
      },
    },
  }
  const query = { fieldManager: 'shipmate' }
  const created = await api.call({ verb: 'create', resource: 'deployments', namespace: named.namespace, query, body })
  return readAs(deploymentSchema, created, api.cluster)
}

/** Removes it for good: the same order finds why, and does not start it again. @returns How the order ended. */
export async function rejectCandidate(undertaking: Undertaking, outcome: Failed): Promise<Failed> {
  const { reason, nextStep } = outcome
  const task = identityOf(undertaking.order)
  await changeDeployment(undertaking, () => ({
    patch: 'merge',
    annotations: failedMark({ task, reason, nextStep }),
  }))
  const note = await removeCandidate(undertaking)
  return note === undefined ? outcome : { ...outcome, reason: `${reason} ${note}` }
}

/** An order that has failed before: a kill may have come between the mark and the removal of its candidate. */
export async function failedBefore(undertaking: Undertaking, failure: Failed): Promise<Failed> {
  if (await readCandidate(undertaking)) await removeCandidate(undertaking)
  return failure
}

const NOTHING_BEFORE = { before: undefined, failed: undefined } as const

/**
 * Of whichever task; nothing where there is none, or where it is the team's own.
 * @returns For people, where the route is not as it was before. @throws {UnfitError} when a newer order has it.
 */
export async function removeCandidate(undertaking: Undertaking): Promise<string | undefined> {
  const { api } = undertaking
  const own = forCandidate(undertaking)
  const named = namedOf(own)
  const note = await leaveRoute(undertaking)
  return untilUncontested(async () => {
    if (!(await isCandidateThere(undertaking))) return note
    await claimService(undertaking)
    const { deployment } = await findDeployment(own)
    const { resourceVersion } = deployment.metadata
    const body = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      preconditions: { resourceVersion },
      propagationPolicy: 'Background',
    }
    await api.call({ verb: 'delete', resource: 'deployments', ...named, body })
    return note
  })
}

const labels = z.record(z.string(), z.string()).default({})
const copiedSchema = z.object({
  metadata: z.object({ labels }),
  spec: z.looseObject({
    template: z.looseObject({
      metadata: z.looseObject({ labels }).prefault({}),
      spec: z.looseObject({ containers: z.array(z.looseObject({ name: z.string() })) }),
    }),
  }),
})
