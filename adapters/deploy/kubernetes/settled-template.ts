import { z } from 'zod'
import { isFields } from './field-changes.ts'
import type { KubeApi } from './kube-api.ts'
import { podSelectorOf } from './live-objects.ts'
import type { SettledAs } from './marks.ts'
import { revisionOf } from './marks.ts'
import { type Deployment, readAs } from './shapes.ts'

const strings = z.record(z.string(), z.string()).nullish()
const setsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        annotations: strings,
        ownerReferences: z.array(z.object({ uid: z.string() })).nullish(),
      }),
      spec: z.object({ template: z.unknown() }),
    }),
  ),
})

const REVISION = 'deployment.kubernetes.io/revision'
/** Earlier numbers of the same pods: a rollback gives them a new one. */
const EARLIER = 'deployment.kubernetes.io/revision-history'

/**
 * The pod template that a Deployment had when its release got ready, from the history that the cluster keeps. Undefined
 * where it has not changed since, or the cluster has forgotten it. @throws {KubernetesError}
 */
export async function settledTemplate(
  api: KubeApi,
  namespace: string,
  deployment: Deployment,
  { revision }: SettledAs,
): Promise<unknown> {
  if (revision === undefined || revisionOf(deployment) === revision) return undefined
  const query = { labelSelector: podSelectorOf(deployment), limit: '500' }
  const list = readAs(
    setsSchema,
    await api.call({ verb: 'list', resource: 'replicasets', namespace, query }),
    api.cluster,
  )
  const found = list.items.find(({ metadata: { annotations, ownerReferences } }) => {
    const numbers = [annotations?.[REVISION], ...(annotations?.[EARLIER]?.split(',') ?? [])]
    return numbers.includes(revision) && ownerReferences?.some(({ uid }) => uid === deployment.metadata.uid)
  })
  return found && withoutHash(found.spec.template)
}

/** The label that tells the pods of one set from those of another. */
function withoutHash(template: unknown): unknown {
  if (!isFields(template) || !isFields(template.metadata) || !isFields(template.metadata.labels)) return template
  const { 'pod-template-hash': _, ...labels } = template.metadata.labels
  return { ...template, metadata: { ...template.metadata, labels } }
}
