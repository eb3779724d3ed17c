import { stringify } from 'yaml'
import type { ManifestSource } from '../../../adapters/deploy/kubernetes/manifests/manifest-source.ts'
import { UnfitError } from '../../../adapters/deploy/kubernetes/undertaking.ts'
import type { Release } from '../../../src/domain/release.ts'
import { deploymentOf, startFakeCluster } from './fake-cluster.ts'
import { stageOn } from './stage.ts'
import type { Fields } from './stored-object.ts'

export const MANIFESTS = { path: 'deploy', kustomize: false, remoteBases: false } as const
export const SINCE = '2026-03-02T09:00:00Z'

export function configMap(name: string, data: Fields, metadata: Fields = {}): Fields {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, data }
}

/** The Deployment of `payments` as a repository has it. */
export function web(spec: Fields = {}, container: Fields = {}): Fields {
  const whole = deploymentOf('payments', 'registry.example/payments:ignored')
  const containers = [{ name: 'payments', image: 'registry.example/payments:ignored', ...container }]
  const template = { metadata: { labels: { app: 'payments' } }, spec: { containers } }
  return { ...whole, spec: { ...(whole.spec as Fields), template, ...spec } }
}

interface TestSource extends ManifestSource {
  /** The commit of a release is gone. */
  lose(release: Release): void
}

/** The manifests of each release, by its commit. */
export function sourceOf(releases: readonly (readonly [Release, readonly Fields[]])[]): TestSource {
  const lost = new Set<string>()
  const bySha = new Map(releases.map(([{ sha }, objects]) => [sha, objects]))
  return {
    lose: ({ sha }) => void lost.add(sha),
    async read(_, { sha }) {
      if (lost.has(sha)) throw new UnfitError('The commit has no deploy. Nothing was changed.', 'Add it.')
      return [{ name: 'deploy/all.yaml', text: (bySha.get(sha) ?? []).map((one) => stringify(one)).join('---\n') }]
    },
  }
}

/** A namespace with nothing in it, and a service that brings all its objects. */
export async function stageWith(releases: readonly (readonly [Release, readonly Fields[]])[]) {
  const cluster = await startFakeCluster()
  cluster.namespace('shop')
  const source = sourceOf(releases)
  const stage = stageOn(cluster, { manifests: MANIFESTS }, source)
  const get = (resource: string, name: string) => cluster.store.get({ resource, namespace: 'shop', name })
  /** Looks again until the order ends. */
  const settled = async (release: Release, task: string, token: number) => {
    for (let look = 0; ; look += 1) {
      const order = { task: task as 'TASK-1', fencingToken: token + look, ...(look > 0 && { since: SINCE }) }
      const outcome = await stage.order(release, order).ended
      if (outcome.kind !== 'paused' || look === 9) return outcome
      cluster.roll('shop')
    }
  }
  return { ...stage, get, settled, source }
}
