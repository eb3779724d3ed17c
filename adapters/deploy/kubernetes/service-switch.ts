import { z } from 'zod'
import { findDeployment } from './change-deployment.ts'
import { FIELD_MANAGER } from './kube-api.ts'
import { tokenMark } from './marks.ts'
import { readAs } from './shapes.ts'
import { type Undertaking, UnfitError } from './undertaking.ts'
import { untilUncontested } from './until-uncontested.ts'

const serviceSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  spec: z.object({ selector: z.record(z.string(), z.string()).default({}) }),
})
type KubeService = z.output<typeof serviceSchema>

/** The pods that a Service sends requests to, by their labels. @throws {UnfitError} where there is no such Service. */
export async function selectorOf(undertaking: Undertaking): Promise<KubeService['spec']['selector']> {
  return (await readService(undertaking)).spec.selector
}

/**
 * All requests go to other pods from now on, at once.
 * @throws {UnfitError} when a newer order has the place: its token is read after the Service. An order changes the Service
 * before it removes pods that requests may go to. @throws {KubernetesError}
 */
export function select(undertaking: Undertaking, labels: KubeService['spec']['selector']): Promise<void> {
  return changeService(undertaking, labels)
}

/** No older order switches the Service any more; nothing where there is none. @throws {UnfitError} @throws {KubernetesError} */
export async function claimService(undertaking: Undertaking): Promise<void> {
  const { api, place } = undertaking
  if (place.service === undefined) return
  const found = await api.call({ verb: 'get', resource: 'services', ...nameOf(undertaking) })
  if (found !== undefined) await changeService(undertaking)
}

async function changeService(undertaking: Undertaking, labels?: KubeService['spec']['selector']): Promise<void> {
  const { api, order } = undertaking
  await untilUncontested(async () => {
    const { metadata, spec } = await readService(undertaking)
    await findDeployment(undertaking)
    const none = Object.fromEntries(Object.keys(spec.selector).map((key) => [key, null]))
    const annotations = { ...tokenMark(order.fencingToken) }
    const body = {
      metadata: { ...metadata, annotations },
      ...(labels && { spec: { selector: { ...none, ...labels } } }),
    }
    const query = { fieldManager: FIELD_MANAGER }
    await api.call({ verb: 'patch', resource: 'services', ...nameOf(undertaking), patch: 'merge', query, body })
  })
}

/** A label of the Service's selector that the candidate has another value of, so that no request reaches it before its time. */
const NOT_YET = '-candidate'

export function apart(selector: KubeService['spec']['selector']): Record<string, string> {
  const [key, value] = Object.entries(selector)[0] ?? ['app', 'pods']
  return { ...selector, [key]: `${value}${NOT_YET}` }
}

export const isSwitched = (selector: KubeService['spec']['selector']): boolean =>
  Object.values(selector).some((value) => value.endsWith(NOT_YET))

export function together(selector: KubeService['spec']['selector']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(selector).map(([key, value]) => [
      key,
      value.endsWith(NOT_YET) ? value.slice(0, -NOT_YET.length) : value,
    ]),
  )
}

async function readService(undertaking: Undertaking): Promise<KubeService> {
  const { api, order } = undertaking
  if (undertaking.place.service === undefined)
    throw new UnfitError(
      `No Service of ${order.service} is named, whose requests would be switched. Nothing was changed.`,
      'Name it as `service` in the configuration, or deploy with rolling; then ask again.',
    )
  const named = nameOf(undertaking)
  const found = await api.call({ verb: 'get', resource: 'services', ...named })
  if (found !== undefined) return readAs(serviceSchema, found, api.cluster)
  throw new UnfitError(
    `There is no Service ${named.name} in the namespace ${named.namespace}, whose requests would be switched.`,
    `Correct \`service\` of ${order.service} in the configuration, or deploy it with rolling; then ask again.`,
  )
}

function nameOf({ place: { namespace, service, deployment } }: Undertaking) {
  return { namespace, name: service ?? deployment }
}
