import { z } from 'zod'
import type { KubeApi } from './kube-api.ts'
import { RESOURCES, type Resource } from './permissions.ts'
import { readAs } from './shapes.ts'

/** The cluster's word on one right of whoever asks. */
const reviewSchema = z.object({ status: z.object({ allowed: z.boolean().default(false) }) })

/** The rights that Shipmate does not have in a namespace, such as `patch deployments`. @throws {KubernetesError} */
export async function missingRights(api: KubeApi, namespace: string): Promise<readonly string[]> {
  const all = (Object.keys(RESOURCES) as Resource[]).flatMap((name) => {
    const { group, path, verbs } = RESOURCES[name]
    const [, subresource] = name.split('/')
    const of = { namespace, group, resource: path, ...(subresource !== undefined && { subresource }) }
    return verbs.map((verb) => ({ right: `${verb} ${name}`, resourceAttributes: { ...of, verb } }))
  })
  const answers = await Promise.all(
    all.map(async ({ right, resourceAttributes }) => {
      const answer = await api.review({ resourceAttributes })
      return readAs(reviewSchema, answer, api.cluster).status.allowed ? [] : [right]
    }),
  )
  return answers.flat()
}
