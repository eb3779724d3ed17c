import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { createClusters } from '../../../adapters/deploy/kubernetes/clusters.ts'
import { RESOURCES } from '../../../adapters/deploy/kubernetes/permissions.ts'
import { readsTogether } from '../../../adapters/deploy/kubernetes/reads-together.ts'
import { saying, WAIT } from '../../support/hand-trial.ts'
import { type FakeCluster, routeTo } from '../../support/kubernetes/fake-cluster.ts'
import { configMap, stageWith, web } from '../../support/kubernetes/manifest-stage.ts'
import { clusterWith, stageOn, V1, V2 } from '../../support/kubernetes/stage.ts'
import type { Fields } from '../../support/kubernetes/stored-object.ts'

interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

/** `apps/deployments get`, one for each right. */
function rightsOf(rules: readonly Rule[]): readonly string[] {
  return rules
    .flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${group}/${resource} ${verb}`)),
      ),
    )
    .sort()
}

const PAGE = readFileSync(new URL('../../../docs/kubernetes.md', import.meta.url), 'utf8')

/** The first Role below a heading. */
function roleOfPage(heading = '## Rights'): readonly Rule[] {
  const [, block = ''] = PAGE.slice(PAGE.indexOf(heading)).split(/^```(?:yaml)?\n/m)
  const documents = parseAllDocuments(block).map((document) => document.toJS() as { kind: string; rules?: Rule[] })
  return documents.find(({ kind }) => kind === 'Role')?.rules ?? []
}

const listed = Object.entries(RESOURCES).map(
  ([resource, { group, verbs }]): Rule => ({ apiGroups: [group], resources: [resource], verbs }),
)

test('the Role on the page has the rights of the adapter, and no others', () => {
  expect(rightsOf(roleOfPage())).toEqual(rightsOf(listed))
})

/** As the status of everything does. */
async function lookAtMany({ kubeconfig }: FakeCluster): Promise<void> {
  const api = readsTogether(createClusters()({ kubeconfig, context: 'test' }))
  const names = ['payments', 'cart', 'search']
  for (const resource of ['deployments', 'services'] as const)
    await Promise.all(names.map((name) => api.call({ verb: 'get', resource, namespace: 'shop', name })))
}

test('every right is used, and no other is asked for', async () => {
  const stage = await clusterWith(V1, { service: 'payments' })
  const { cluster, order } = stage
  cluster.rollsByItself = true
  const settled = async (given: Parameters<typeof order>[1], trial = saying({ kind: 'promote' })) => {
    for (let look = 0; look < 5; look += 1) {
      const outcome = await order(V2, { since: '2026-03-02T09:00:00Z', ...given }, undefined, trial).ended
      if (outcome.kind !== 'paused' || outcome.until === WAIT.until) return
    }
  }
  await settled({ strategy: 'blue-green', task: 'TASK-10', fencingToken: 10 })
  await settled({ strategy: 'canary', task: 'TASK-11', fencingToken: 11 })
  cluster.store.create({ resource: 'httproutes', namespace: 'shop', name: 'shop' }, routeTo('payments'))
  const routed = stageOn(cluster, { service: 'payments', route: 'shop' })
  const onRoute = { strategy: 'canary', task: 'TASK-15', fencingToken: 12, since: '2026-03-02T09:00:00Z' } as const
  await routed.order(V1, onRoute, undefined, saying(WAIT)).ended
  await routed.order(V1, onRoute, undefined, saying(WAIT)).ended
  await routed.order(V1, { ...onRoute, fencingToken: 13 }, AbortSignal.abort(), saying(WAIT)).ended
  await settled({ strategy: 'recreate', task: 'TASK-12', fencingToken: 14 })
  cluster.behaves('v1.1.0', 'crash')
  await settled({ strategy: 'canary', task: 'TASK-13', fencingToken: 15 })
  cluster.behaves('v1.1.0', 'no-image')
  await settled({ strategy: 'rolling', task: 'TASK-14', fencingToken: 16 })
  await stage.restart().ended
  await stage.scale(3).ended
  await stage.logs({})
  await stage.live()
  await lookAtMany(cluster)
  await stageOn(cluster, { namespace: 'elsewhere' }).order(V2).ended
  const asked = cluster.asked.map(
    ({ group, resource, verb }): Rule => ({ apiGroups: [group], resources: [resource], verbs: [verb] }),
  )
  expect([...new Set(rightsOf(asked))]).toEqual(rightsOf(listed))
})

const listedForManifests = Object.entries(RESOURCES).flatMap(([resource, rights]): readonly Rule[] =>
  'manifestVerbs' in rights ? [{ apiGroups: [rights.group], resources: [resource], verbs: rights.manifestVerbs }] : [],
)

test('the Role for manifests has the rights that those need besides, and no others', () => {
  expect(rightsOf(roleOfPage('### Rights for manifests'))).toEqual(rightsOf(listedForManifests))
})

test('every right for manifests is used, and none that neither Role lists', async () => {
  const named = (kind: string, apiVersion: string): Fields => ({
    apiVersion,
    kind,
    metadata: { name: 'more' },
    spec: {},
  })
  const more = [
    configMap('more', { a: '1' }),
    { ...web(), metadata: { name: 'more' } },
    named('Service', 'v1'),
    named('PodDisruptionBudget', 'policy/v1'),
    named('HorizontalPodAutoscaler', 'autoscaling/v2'),
    named('Ingress', 'networking.k8s.io/v1'),
  ]
  const { settled, cluster } = await stageWith([
    [V1, [web(), ...more]],
    [V2, [web()]],
  ])
  expect(await settled(V1, 'TASK-1', 1)).toMatchObject({ kind: 'done' })
  expect(await settled(V2, 'TASK-2', 20)).toMatchObject({ kind: 'done' })
  const asked = rightsOf(
    cluster.asked.map(({ group, resource, verb }) => ({ apiGroups: [group], resources: [resource], verbs: [verb] })),
  )
  const either = new Set([...rightsOf(listed), ...rightsOf(listedForManifests)])
  expect(asked.filter((right) => !either.has(right))).toEqual([])
  // The Deployment that everything is named for is never removed, but another one is.
  expect([...new Set(asked)]).toEqual(expect.arrayContaining([...rightsOf(listedForManifests)]))
})
