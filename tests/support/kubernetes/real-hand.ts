import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { type Cluster, openCluster } from '../../../adapters/deploy/kubernetes/cluster.ts'
import type { ClusterHand } from './cluster-hand.ts'
import { type Behaviour, podStatus } from './pod-status.ts'
import { at, type Fields, isFields, type StoredObject } from './stored-object.ts'

const GROUPS: Readonly<Record<string, string>> = {
  ...{ deployments: 'apis/apps/v1', replicasets: 'apis/apps/v1' },
  ...{ horizontalpodautoscalers: 'apis/autoscaling/v2', httproutes: 'apis/gateway.networking.k8s.io/v1' },
  ...{ roles: 'apis/rbac.authorization.k8s.io/v1', rolebindings: 'apis/rbac.authorization.k8s.io/v1' },
}
const LOOK_EVERY_MS = 100
/** So often in a row nothing must change. Controllers wait up to a second before they look again. */
const QUIET_LOOKS = 12
const MOST_LOOKS = 300

/** A namespace of a real API server with its controllers and scheduler; the test is the kubelet. */
export async function realHand(kubeconfig: string): Promise<ClusterHand> {
  const admin = await openCluster({ kubeconfig, context: 'admin' })
  const namespace = `shop-${Math.random().toString(36).slice(2, 10)}`
  const behaviours = new Map<string, Behaviour>()
  const path = (resource: string, name?: string): string =>
    `/${GROUPS[resource] ?? 'api/v1'}/namespaces/${namespace}/${resource}${name === undefined ? '' : `/${name}`}`
  const list = async (resource: string): Promise<readonly StoredObject[]> =>
    (at(await asked(admin, 'GET', path(resource)), 'items') as StoredObject[] | undefined) ?? []
  const create = async (resource: string, body: Fields): Promise<void> =>
    void (await asked(admin, 'POST', path(resource), resource === 'services' ? withPort(body) : withoutGrace(body)))

  await asked(admin, 'POST', '/api/v1/namespaces', { kind: 'Namespace', metadata: { name: namespace } })
  onTestFinished(async () => void (await asked(admin, 'DELETE', `/api/v1/namespaces/${namespace}`)))
  const rights = [...roleOfPage('## Rights'), ...roleOfPage('### Rights for manifests')]
  for (const [user, rules] of Object.entries({ shipmate: rights, reader: readingOf(rights) })) {
    await create('roles', { metadata: { name: user }, rules })
    const subjects = [{ kind: 'User', name: user, apiGroup: 'rbac.authorization.k8s.io' }]
    const roleRef = { kind: 'Role', name: user, apiGroup: 'rbac.authorization.k8s.io' }
    await create('rolebindings', { metadata: { name: user }, subjects, roleRef })
  }

  /** What the kubelet would say of each pod. @returns What is there, without what changes by itself. */
  const actAsKubelet = async (): Promise<string> => {
    const pods = await list('pods')
    for (const pod of pods) {
      const image = (pod.spec.containers as { image: string }[])[0]?.image ?? ''
      const behaviour = [...behaviours].findLast(([name]) => image.endsWith(name))?.[1] ?? 'ready'
      const { status, warning } = podStatus(pod, behaviour)
      const isScheduled = pod.spec.nodeName !== undefined
      if (!isScheduled || pod.metadata.deletionTimestamp !== undefined || isAlready(pod, status)) continue
      await asked(admin, 'PATCH', `${path('pods', pod.metadata.name)}/status`, { status })
      if (warning) await create('events', eventOf(namespace, pod, warning))
    }
    const deployments = (await list('deployments')).map(({ metadata, spec, status }) => [
      metadata.generation,
      spec,
      status,
    ])
    return JSON.stringify([pods.map(({ metadata }) => metadata.resourceVersion), deployments])
  }

  return {
    ...{ kubeconfig, contexts: { shipmate: 'shipmate', reader: 'reader' }, namespace, list, create },
    asDeployed: withoutGrace,
    knows: async (resource) => (await admin.send({ method: 'GET', path: path(resource) })).status === 200,
    behaves: (image, behaviour) => void behaviours.set(image, behaviour),
    edit: async (resource, name, patch, manager = 'kubectl-edit') =>
      void (await asked(admin, 'PATCH', `${path(resource, name)}?fieldManager=${manager}`, patch)),
    async get(resource, name) {
      const found = await asked(admin, 'GET', path(resource, name))
      return found.kind === 'Status' ? undefined : found
    },
    quota: (pods) => create('resourcequotas', { metadata: { name: 'small' }, spec: { hard: { pods: String(pods) } } }),
    async settle() {
      let before = ''
      for (let look = 0, quiet = 0; look < MOST_LOOKS && quiet < QUIET_LOOKS; look += 1) {
        const now = await actAsKubelet()
        quiet = now === before ? quiet + 1 : 0
        before = now
        await sleep(LOOK_EVERY_MS)
      }
    },
  }
}

async function asked(
  cluster: Cluster,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: Fields,
): Promise<Fields> {
  const contentType = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
  const answer = await cluster.send({ method, path, ...(body && { body: JSON.stringify(body), contentType }) })
  const isExpected = answer.status < 300 || answer.status === 404 || answer.status === 409
  if (!isExpected) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`)
  return JSON.parse(answer.body) as Fields
}

interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

function roleOfPage(heading: string): readonly Rule[] {
  const page = readFileSync(new URL('../../../docs/kubernetes.md', import.meta.url), 'utf8')
  const [, block = ''] = page.slice(page.indexOf(heading)).split(/^```(?:yaml)?\n/m)
  const documents = parseAllDocuments(block).map((document) => document.toJS() as { kind: string; rules?: Rule[] })
  return documents.find(({ kind }) => kind === 'Role')?.rules ?? []
}

function readingOf(rules: readonly Rule[]): readonly Rule[] {
  const looks = (verb: string): boolean => verb === 'get' || verb === 'list'
  return rules.map((rule) => ({ ...rule, verbs: rule.verbs.filter(looks) })).filter(({ verbs }) => verbs.length > 0)
}

function withPort(body: Fields): Fields {
  return { ...body, spec: { ...(body.spec as Fields), ports: [{ port: 80 }] } }
}

/** No kubelet would end its pods, and none but the test says how they are. */
function withoutGrace(body: Fields): Fields {
  const template = at(body, 'spec', 'template')
  if (!isFields(template)) return body
  const metadata = { ...(template.metadata as Fields), annotations: { 'kwok.x-k8s.io/status': 'custom' } }
  const spec = { ...(template.spec as Fields), terminationGracePeriodSeconds: 0 }
  return { ...body, spec: { ...(body.spec as Fields), template: { ...template, metadata, spec } } }
}

function isAlready({ status }: StoredObject, wanted: Fields): boolean {
  const essence = (of: Fields): string => {
    const container = (of.containerStatuses as Fields[] | undefined)?.[0]
    return JSON.stringify([
      of.phase,
      readiness(of),
      at(container, 'state', 'waiting', 'reason'),
      container?.restartCount,
    ])
  }
  return essence(status) === essence(wanted)
}

function readiness({ conditions }: Fields): unknown {
  const all = (conditions ?? []) as { type: string; status: string }[]
  return ['PodScheduled', 'Ready'].map((type) => all.find((one) => one.type === type)?.status)
}

function eventOf(
  namespace: string,
  pod: StoredObject,
  { reason, message }: { reason: string; message: string },
): Fields {
  const { name, uid } = pod.metadata
  return {
    metadata: { generateName: `${name}.`, namespace },
    ...{ type: 'Warning', reason, message, lastTimestamp: new Date().toISOString().replace(/\.\d+Z/, 'Z') },
    involvedObject: { kind: 'Pod', namespace, name, uid, apiVersion: 'v1' },
  }
}
