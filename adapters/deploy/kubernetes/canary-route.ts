import { z } from 'zod'
import { checkCandidateService, claimCandidateService, removeCandidateService } from './candidate-service.ts'
import { findDeployment } from './change-deployment.ts'
import { FIELD_MANAGER } from './kube-api.ts'
import { ROUTE_SCALE, ROUTE_WEIGHTS, tokenMark } from './marks.ts'
import { KubernetesError } from './problem.ts'
import {
  isRouted,
  type Rules,
  rulesSchema,
  type Sharing,
  scaleFor,
  sharedWeights,
  withoutShare,
  withShare,
} from './route-weights.ts'
import { readAs } from './shapes.ts'
import { type Undertaking, UnfitError } from './undertaking.ts'
import { untilUncontested } from './until-uncontested.ts'

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
  await checkCandidateService(undertaking)
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

/**
 * Gives the candidate exactly its share of the requests. What somebody has changed by hand since is left: they decide where
 * requests go, and the canary is no longer the one that was planned.
 * @returns Why it cannot have it, for people; undefined where it has it, or no route is named. @throws {UnfitError} when a newer order has the place. @throws {KubernetesError}
 */
export async function shareRoute(undertaking: Undertaking, percent: number): Promise<string | undefined> {
  const { route: name } = undertaking.place
  if (name === undefined) return undefined
  const withoutService = await claimCandidateService(undertaking)
  if (withoutService !== undefined) return withoutService
  const ended = await changeRoute(undertaking, (route, sharing) =>
    isChanged(route, sharing) || !isRouted(route.spec.rules, sharing)
      ? undefined
      : { rules: withShare(unshared(route, sharing), sharing, percent), scale: scaleFor(percent) },
  )
  switch (ended) {
    case 'as-wished':
      return undefined
    case 'no-route':
      return `somebody has removed the HTTPRoute ${name}`
    case 'left':
      return `somebody has changed the weights of the HTTPRoute ${name}`
  }
}

/**
 * All requests go to the Service again, with the weights that there were; nothing where no route is named. No older order
 * changes the route after it.
 * @returns For people, where somebody has changed the weights meanwhile: then only the candidate is taken out. @throws {UnfitError} when a newer order has the place. @throws {KubernetesError}
 */
export async function leaveRoute(undertaking: Undertaking): Promise<string | undefined> {
  const { route: name } = undertaking.place
  if (name === undefined) return undefined
  let isByHand = false
  const { candidate } = sharingOf(undertaking)
  await changeRoute(undertaking, (route, sharing) => {
    isByHand = isChanged(route, sharing)
    return { rules: unshared(route, sharing), scale: null }
  }).catch(withoutRight)
  await removeCandidateService(undertaking).catch(withoutRight)
  return isByHand
    ? `The weights of the HTTPRoute ${name} stay as somebody has set them, without ${candidate}.`
    : undefined
}

/** Who may not read routes never shares one. */
function withoutRight(error: unknown): void {
  if (error instanceof KubernetesError && error.problem.kind === 'forbidden' && error.problem.verb === 'get') return
  throw error
}

/** Since it was shared, somebody has given its rules other weights or Services. */
function isChanged({ metadata: { annotations }, spec }: Route, sharing: Sharing): boolean {
  const given = annotations[ROUTE_WEIGHTS]
  return given !== undefined && given !== sharedWeights(spec.rules, sharing)
}

function unshared(route: Route, sharing: Sharing): Rules {
  const { metadata, spec } = route
  const scale = isChanged(route, sharing) ? 1 : Number(metadata.annotations[ROUTE_SCALE] ?? 1)
  return withoutShare(spec.rules, sharing, Number.isInteger(scale) && scale > 0 && scale <= 100 ? scale : 1)
}

/** @param decide Undefined: it is left as it is. */
async function changeRoute(
  undertaking: Undertaking,
  decide: (route: Route, sharing: Sharing) => Wish | undefined,
): Promise<'as-wished' | 'left' | 'no-route'> {
  const { api, order } = undertaking
  return untilUncontested(async () => {
    const route = await readRoute(undertaking)
    if (!route) return 'no-route'
    // The token is read after the route: who is older finds either a newer route or a newer token.
    await findDeployment(undertaking)
    const sharing = sharingOf(undertaking)
    const wish = decide(route, sharing)
    if (!wish) return 'left'
    const { rules, scale } = wish
    const marks = {
      ...tokenMark(order.fencingToken),
      [ROUTE_SCALE]: scale === null ? null : String(scale),
      [ROUTE_WEIGHTS]: scale === null ? null : sharedWeights(rules, sharing),
    }
    const isSame = JSON.stringify(rules) === JSON.stringify(route.spec.rules)
    if (isSame && Object.entries(marks).every(([key, value]) => (route.metadata.annotations[key] ?? null) === value))
      return 'as-wished'
    const body = {
      metadata: { resourceVersion: route.metadata.resourceVersion, annotations: marks },
      ...(!isSame && { spec: { rules } }),
    }
    const query = { fieldManager: FIELD_MANAGER }
    await api.call({ verb: 'patch', resource: 'httproutes', ...namedOf(undertaking), patch: 'merge', query, body })
    return 'as-wished'
  })
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
