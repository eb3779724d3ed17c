import { z } from 'zod'
import type { KubeApi } from './kube-api.ts'
import { RESOURCES, type Resource, type Verb } from './permissions.ts'
import { KubernetesError } from './problem.ts'
import { readAs } from './shapes.ts'

/** The cluster's answer: whether Shipmate has one right. */
const reviewSchema = z.object({ status: z.object({ allowed: z.boolean().default(false) }) })

export interface Right {
  readonly verb: Verb
  readonly resource: Resource
}

/** What a namespace needs. @param hasRoute Whether canaries there get their share from a route. */
export function rightsFor({ hasRoute }: { readonly hasRoute: boolean }): readonly Right[] {
  const isForRoute = ({ verb, resource }: Right): boolean =>
    resource === 'httproutes' || (resource === 'services' && (verb === 'create' || verb === 'delete'))
  return EVERY_RIGHT.filter((right) => hasRoute || !isForRoute(right))
}

/** That deployments of images use; manifests need some besides. */
const EVERY_RIGHT: readonly Right[] = (Object.keys(RESOURCES) as Resource[]).flatMap((resource) =>
  RESOURCES[resource].verbs.map((verb) => ({ verb, resource })),
)

/** Those of some rights that Shipmate does not have in a namespace. @throws {KubernetesError} */
export async function missingRights(
  api: KubeApi,
  namespace: string,
  rights: readonly Right[],
): Promise<readonly Right[]> {
  const answers = await Promise.all(
    rights.map(async ({ verb, resource }) => {
      const { group, path } = RESOURCES[resource]
      const [, subresource] = resource.split('/')
      const of = { namespace, group, resource: path, ...(subresource !== undefined && { subresource }) }
      const answer = await api.review({ resourceAttributes: { ...of, verb } })
      return readAs(reviewSchema, answer, api.cluster).status.allowed ? [] : [{ verb, resource }]
    }),
  )
  return answers.flat()
}

/**
 * A right that is needed only later is told before anything is changed.
 * @throws {KubernetesError} where one is missing; not where the cluster does not tell rights.
 */
export async function checkRights(api: KubeApi, namespace: string, rights: readonly Right[]): Promise<void> {
  const [missing] = await missingRights(api, namespace, rights).catch((error: unknown) => {
    const { problem } = error instanceof KubernetesError ? error : {}
    if (problem?.kind === 'unavailable' && problem.status < 500 && problem.status !== 429) return []
    throw error
  })
  if (missing) throw new KubernetesError({ kind: 'forbidden', ...missing, namespace })
}

/** To change a Deployment and see what becomes of it. */
export const ROLLOUT_RIGHTS: readonly Right[] = [
  { verb: 'patch', resource: 'deployments' },
  { verb: 'list', resource: 'replicasets' },
  { verb: 'list', resource: 'pods' },
]

/** To put a second Deployment beside it. */
export const CANDIDATE_RIGHTS: readonly Right[] = [
  ...ROLLOUT_RIGHTS,
  { verb: 'create', resource: 'deployments' },
  { verb: 'delete', resource: 'deployments' },
]

/** To give it its share with the weights of a route. */
export const ROUTE_RIGHTS: readonly Right[] = [
  { verb: 'get', resource: 'httproutes' },
  { verb: 'patch', resource: 'httproutes' },
  { verb: 'create', resource: 'services' },
  { verb: 'delete', resource: 'services' },
  { verb: 'patch', resource: 'services' },
]

/** To send requests to the second one. */
export const SWITCH_RIGHTS: readonly Right[] = [...CANDIDATE_RIGHTS, { verb: 'patch', resource: 'services' }]
