import { z } from 'zod'
import { findDeployment } from './change-deployment.ts'
import { FIELD_MANAGER } from './kube-api.ts'
import { tokenMark } from './marks.ts'
import { apart } from './service-switch.ts'
import { readAs } from './shapes.ts'
import type { Undertaking } from './undertaking.ts'
import { untilUncontested } from './until-uncontested.ts'

/* A route sends a share of the requests to a Service, so the pods of a canary need one of their own. */

const port = z.object({
  name: z.exactOptional(z.string()),
  port: z.int(),
  targetPort: z.exactOptional(z.union([z.int(), z.string()])),
  protocol: z.exactOptional(z.string()),
  appProtocol: z.exactOptional(z.string()),
})
const serviceSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  spec: z.object({
    selector: z.record(z.string(), z.string()).default({}),
    ports: z.array(port).default([]),
  }),
})

/** Creates it where it is not there yet; no older order removes it from here on. @throws {UnfitError} @throws {KubernetesError} */
export async function claimCandidateService(undertaking: Undertaking): Promise<void> {
  const { api, order, place } = undertaking
  const query = { fieldManager: FIELD_MANAGER }
  await untilUncontested(async () => {
    const there = await read(undertaking, nameOf(undertaking))
    await findDeployment(undertaking)
    const annotations = tokenMark(order.fencingToken)
    if (there) {
      const body = { metadata: { resourceVersion: there.metadata.resourceVersion, annotations } }
      await api.call({ verb: 'patch', resource: 'services', ...nameOf(undertaking), patch: 'merge', query, body })
      return
    }
    const { namespace, service = place.deployment } = place
    const copied = await read(undertaking, { namespace, name: service })
    if (!copied) return
    const body = {
      ...{ apiVersion: 'v1', kind: 'Service' },
      metadata: { ...nameOf(undertaking), labels: { 'shipmate.dev/candidate': 'true' }, annotations },
      spec: { selector: apart(copied.spec.selector), ports: copied.spec.ports },
    }
    await api.call({ verb: 'create', resource: 'services', namespace, query, body })
  })
}

/** Nothing where there is none. @throws {UnfitError} when a newer order has the place. @throws {KubernetesError} */
export async function removeCandidateService(undertaking: Undertaking): Promise<void> {
  const { api } = undertaking
  await untilUncontested(async () => {
    const there = await read(undertaking, nameOf(undertaking))
    if (!there) return
    await findDeployment(undertaking)
    const { resourceVersion } = there.metadata
    const body = { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { resourceVersion } }
    await api.call({ verb: 'delete', resource: 'services', ...nameOf(undertaking), body })
  })
}

async function read({ api }: Undertaking, named: { readonly namespace: string; readonly name: string }) {
  const found = await api.call({ verb: 'get', resource: 'services', ...named })
  return found === undefined ? undefined : readAs(serviceSchema, found, api.cluster)
}

function nameOf({ place: { namespace, service, deployment } }: Undertaking) {
  return { namespace, name: `${service ?? deployment}-candidate` }
}
