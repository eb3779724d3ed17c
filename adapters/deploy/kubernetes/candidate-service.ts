import { z } from 'zod'
import { CANDIDATE_LABEL, isCandidate, notOurs } from './candidate-label.ts'
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
  metadata: z.object({ resourceVersion: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({
    selector: z.record(z.string(), z.string()).default({}),
    ports: z.array(port).default([]),
  }),
})

/** Told before anything is changed. @throws {UnfitError} where a Service of the team has the name. @throws {KubernetesError} */
export async function checkCandidateService(undertaking: Undertaking): Promise<void> {
  const named = nameOf(undertaking)
  const there = await read(undertaking, named)
  if (there && !isCandidate(there.metadata.labels)) throw notOurs('Service', named)
}

/**
 * Creates it where it is not there yet; no older order removes it from here on.
 * @returns Why there is none, for people. @throws {UnfitError} when a newer order has the place. @throws {KubernetesError}
 */
export async function claimCandidateService(undertaking: Undertaking): Promise<string | undefined> {
  const { api, order, place } = undertaking
  const query = { fieldManager: FIELD_MANAGER }
  return untilUncontested(async () => {
    const named = nameOf(undertaking)
    const there = await read(undertaking, named)
    if (there && !isCandidate(there.metadata.labels)) return `the Service ${named.name} is not Shipmate's`
    await findDeployment(undertaking)
    const annotations = tokenMark(order.fencingToken)
    if (there) {
      const body = { metadata: { resourceVersion: there.metadata.resourceVersion, annotations } }
      await api.call({ verb: 'patch', resource: 'services', ...nameOf(undertaking), patch: 'merge', query, body })
      return undefined
    }
    const { namespace, service = place.deployment } = place
    const copied = await read(undertaking, { namespace, name: service })
    if (!copied) return `there is no Service ${service} any more`
    const body = {
      ...{ apiVersion: 'v1', kind: 'Service' },
      metadata: { ...nameOf(undertaking), labels: CANDIDATE_LABEL, annotations },
      spec: { selector: apart(copied.spec.selector), ports: copied.spec.ports },
    }
    await api.call({ verb: 'create', resource: 'services', namespace, query, body })
    return undefined
  })
}

/** Nothing where there is none of ours. @throws {UnfitError} when a newer order has the place. @throws {KubernetesError} */
export async function removeCandidateService(undertaking: Undertaking): Promise<void> {
  const { api } = undertaking
  await untilUncontested(async () => {
    const there = await read(undertaking, nameOf(undertaking))
    if (!there || !isCandidate(there.metadata.labels)) return
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
