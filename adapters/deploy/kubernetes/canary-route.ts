import { z } from 'zod'
import { claimCandidateService, removeCandidateService } from './candidate-service.ts'
import { findDeployment } from './change-deployment.ts'
import { FIELD_MANAGER } from './kube-api.ts'
import { ROUTE_SCALE, tokenMark } from './marks.ts'
import { KubernetesError } from './problem.ts'
import { isRouted, type Rules, rulesSchema, type Sharing, scaleFor, withoutShare, withShare } from './route-weights.ts'
import { readAs } from './shapes.ts'
import { type Undertaking, UnfitError } from './undertaking.ts'

const strings = z.record(z.string(), z.string()).default({})
const routeSchema = z.object({
  metadata: z.object({ resourceVersion: z.string(), annotations: strings }),
  spec: z.object({ rules: rulesSchema.default([]) }),
})
type Route = z.output<typeof routeSchema>

/** What a route is to be: its rules, and by how much their weights are scaled; null: not at all. */
interface Wish {
  readonly rules: Rules
  readonly scale: number | null
}

/** Told before anything is changed. @throws {UnfitError} where the route does not send requests to the Service. @throws {KubernetesError} */
export async function checkRoute(undertaking: Undertaking): Promise<void> {
  const { place, order } = undertaking
  if (place.route === undefined) return
  const found = await readRoute(undertaking)
  const { service, namespace } = sharingOf(undertaking)
  if (found && isRouted(found.spec.rules, sharingOf(undertaking))) return
  throw new UnfitError(
    found
      ? `The HTTPRoute ${place.route} sends nothing to the Service ${service}, so a canary has no share to get. Nothing was changed.`
      : `There is no HTTPRoute ${place.route} in the namespace ${namespace}. Nothing was changed.`,
    `Correct \`route\` or \`service\` of ${order.service} in the configuration, or deploy it with rolling; then ask again.`,
  )
}

/** Gives the candidate exactly its share of the requests. Called again, it restores a share that somebody has changed. */
export async function shareRoute(undertaking: Undertaking, percent: number): Promise<void> {
  await claimCandidateService(undertaking)
  await changeRoute(undertaking, (route, sharing) => ({
    rules: withShare(unshared(route, sharing), sharing, percent),
    scale: scaleFor(percent),
  }))
}

/**
 * All requests go to the Service again, with the weights that there were; nothing where no route is named. No older order
 * changes the route after it. @throws {UnfitError} when a newer order has the place. @throws {KubernetesError}
 */
export async function leaveRoute(undertaking: Undertaking): Promise<void> {
  if (undertaking.place.route === undefined) return
  await changeRoute(undertaking, (route, sharing) => ({ rules: unshared(route, sharing), scale: null })).catch(
    withoutRight,
  )
  await removeCandidateService(undertaking).catch(withoutRight)
}

/** Who may not read routes never shares one. */
function withoutRight(error: unknown): void {
  if (error instanceof KubernetesError && error.problem.kind === 'forbidden' && error.problem.verb === 'get') return
  throw error
}

function unshared({ metadata, spec }: Route, sharing: Sharing): Rules {
  const scale = Number(metadata.annotations[ROUTE_SCALE] ?? 1)
  return withoutShare(spec.rules, sharing, Number.isInteger(scale) && scale > 0 && scale <= 100 ? scale : 1)
}

async function changeRoute(undertaking: Undertaking, decide: (route: Route, sharing: Sharing) => Wish): Promise<void> {
  const { api, order } = undertaking
  for (;;) {
    const route = await readRoute(undertaking)
    if (!route) return
    // The token is read after the route: who is older finds either a newer route or a newer token.
    await findDeployment(undertaking)
    const { rules, scale } = decide(route, sharingOf(undertaking))
    const marks = { ...tokenMark(order.fencingToken), [ROUTE_SCALE]: scale === null ? null : String(scale) }
    const isSame = JSON.stringify(rules) === JSON.stringify(route.spec.rules)
    if (isSame && Object.entries(marks).every(([key, value]) => (route.metadata.annotations[key] ?? null) === value))
      return
    const body = {
      metadata: { resourceVersion: route.metadata.resourceVersion, annotations: marks },
      ...(!isSame && { spec: { rules } }),
    }
    const query = { fieldManager: FIELD_MANAGER }
    try {
      await api.call({ verb: 'patch', resource: 'httproutes', ...namedOf(undertaking), patch: 'merge', query, body })
      return
    } catch (error) {
      if (!(error instanceof KubernetesError) || error.problem.kind !== 'conflict') throw error
    }
  }
}

/** Undefined where there is none, or the cluster has no Gateway API. */
async function readRoute(undertaking: Undertaking): Promise<Route | undefined> {
  const { api } = undertaking
  const found = await api.call({ verb: 'get', resource: 'httproutes', ...namedOf(undertaking) })
  return found === undefined ? undefined : readAs(routeSchema, found, api.cluster)
}

function namedOf({ place: { namespace, route, deployment } }: Undertaking) {
  return { namespace, name: route ?? deployment }
}

function sharingOf({ place: { namespace, service, deployment } }: Undertaking): Sharing {
  const name = service ?? deployment
  return { service: name, candidate: `${name}-candidate`, namespace }
}
