import { type ClusterAccess, openCluster } from './cluster.ts'
import { createKubeApi, type KubeApi } from './kube-api.ts'

/** One connection for all services of a cluster, opened when it is first used. */
export function createClusters(): (access: ClusterAccess) => KubeApi {
  const opened = new Map<string, KubeApi>()
  return ({ kubeconfig, context }) => {
    const key = JSON.stringify([kubeconfig, context])
    const api = opened.get(key) ?? createKubeApi(() => openCluster({ kubeconfig, context }), context ?? 'the cluster')
    opened.set(key, api)
    return api
  }
}
