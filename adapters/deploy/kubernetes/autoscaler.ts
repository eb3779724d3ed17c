import type { Scale } from '../../../src/domain/scale.ts'
import type { KubeApi } from './kube-api.ts'
import type { Named } from './live-objects.ts'
import { autoscalerListSchema, readAs } from './shapes.ts'

/** Within which bounds a HorizontalPodAutoscaler changes the number of replicas; undefined where there is none. */
export async function boundsOf(api: KubeApi, { namespace, name }: Named): Promise<Scale['bounds']> {
  const list = await api.call({ verb: 'list', resource: 'horizontalpodautoscalers', namespace })
  const { items } = readAs(autoscalerListSchema, list, api.cluster)
  const own = items.find(({ spec }) => spec.scaleTargetRef.kind === 'Deployment' && spec.scaleTargetRef.name === name)
  return own && { min: own.spec.minReplicas, max: own.spec.maxReplicas, by: 'the autoscaler' }
}
