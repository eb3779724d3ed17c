import type { PlaceOrder } from '../../../../src/ports/place-order.ts'
import { checkToken } from '../change-deployment.ts'
import { marksOf } from '../marks.ts'
import { readAs } from '../shapes.ts'
import type { Undertaking } from '../undertaking.ts'
import { untilUncontested } from '../until-uncontested.ts'
import { MANIFEST_KINDS, nameOfObject } from './manifest-kinds.ts'
import { markedSchema } from './marked-object.ts'
import { type ObjectName, ownerOf } from './object-marks.ts'

/**
 * Removes what an earlier release had and this one has not, as far as it carries the mark of this service.
 * @returns What was removed.
 * @throws {UnfitError} when a newer order has been there. @throws {KubernetesError}
 */
export async function pruneObjects(
  undertaking: Undertaking<PlaceOrder>,
  stale: readonly ObjectName[],
): Promise<readonly string[]> {
  const removed: string[] = []
  for (const object of stale) if (await removeObject(undertaking, object)) removed.push(nameOfObject(object))
  return removed
}

async function removeObject(undertaking: Undertaking<PlaceOrder>, { kind, name }: ObjectName): Promise<boolean> {
  const { api, place, order } = undertaking
  if (kind === 'Deployment' && name === place.deployment) return false
  const { resource } = MANIFEST_KINDS[kind]
  const named = { namespace: place.namespace, name }
  return untilUncontested(async () => {
    const found = await api.call({ verb: 'get', resource, ...named })
    const owner = ownerOf(found)
    if (found === undefined || owner?.service !== order.service || owner.environment !== order.environment) return false
    const { metadata } = readAs(markedSchema, found, api.cluster)
    await checkToken(undertaking, marksOf({ metadata }))
    const { resourceVersion } = metadata
    const body = {
      ...{ kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' },
      preconditions: { resourceVersion },
    }
    await api.call({ verb: 'delete', resource, ...named, body })
    return true
  })
}
