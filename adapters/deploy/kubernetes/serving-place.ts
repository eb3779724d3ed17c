import { z } from 'zod'
import type { PlaceOrder } from '../../../src/ports/place-order.ts'
import { candidatePlace } from './candidate.ts'
import type { KubeApi } from './kube-api.ts'
import type { KubernetesPlace } from './kubernetes-place.ts'
import { KubernetesError } from './problem.ts'
import { isSwitched } from './service-switch.ts'
import { readAs } from './shapes.ts'
import { type Undertaking, UnfitError } from './undertaking.ts'

const selecting = z.object({ spec: z.object({ selector: z.record(z.string(), z.string()).default({}) }) })

/**
 * The place with the Deployment that users reach: the candidate where a blue-green deployment sent them there and the
 * Deployment did not follow. @throws {KubernetesError}
 */
export async function servingPlace(api: KubeApi, place: KubernetesPlace): Promise<KubernetesPlace> {
  const { namespace, service } = place
  if (service === undefined) return place
  const found = await api.call({ verb: 'get', resource: 'services', namespace, name: service }).catch(withoutRight)
  return found !== undefined && isSwitched(readAs(selecting, found, api.cluster).spec.selector)
    ? candidatePlace(place)
    : place
}

/**
 * @throws {UnfitError} where users reach the candidate, so that work on the Deployment would change nothing for them.
 * @throws {KubernetesError}
 */
export async function checkServing({ api, place, order }: Undertaking<PlaceOrder>): Promise<void> {
  const serving = await servingPlace(api, place)
  if (serving === place) return
  throw new UnfitError(
    `All requests to ${order.service} in ${order.environment} go to ${serving.deployment}, which a blue-green deployment has left there. Nothing was changed.`,
    `Deploy once more, so that ${place.deployment} serves again; then ask again.`,
  )
}

/** Who may not read Services never switches one. */
function withoutRight(error: unknown): undefined {
  if (error instanceof KubernetesError && error.problem.kind === 'forbidden') return undefined
  throw error
}
