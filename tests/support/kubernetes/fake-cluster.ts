import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import { type ApiRequest, perform, readRequest } from './api-requests.ts'
import { roll } from './controller.ts'
import { ObjectStore, Refusal } from './object-store.ts'
import type { Behaviour } from './pod-status.ts'
import type { Fields } from './stored-object.ts'

/** What the API server was asked for, as a Role names it. */
export type Asked = Pick<ApiRequest, 'verb' | 'group' | 'resource'>

/** A cluster of our own that speaks the API's protocol; nothing happens in it unless a test rolls it. */
export interface FakeCluster {
  /** A file with the contexts `test` and `other`, which is a user with no rights at all. */
  readonly kubeconfig: string
  /** Its address. */
  readonly server: string
  readonly store: ObjectStore
  readonly asked: readonly Asked[]
  /** How pods with an image whose name ends so behave from now on. */
  behaves(image: string, behaviour: Behaviour): void
  /** What a container with such an image writes. */
  says(image: string, log: { readonly current?: string; readonly previous?: string }): void
  quota(pods: number): void
  /** A right that the user does not have from now on. */
  forbid(verb: string, resource: string): void
  /** The token that the cluster accepts; the kubeconfig keeps the first one until it is written again. */
  token(accepted: string): void
  writeToken(given: string): void
  /** Answers with this status until it is set back to undefined; `cut` breaks connections. */
  fault: number | 'cut' | undefined
  /** How long each call takes before it is answered. */
  latencyMs: number
  /** Happens once, before the next request of this kind is answered. */
  before(verb: string, resource: string, happens: () => Promise<unknown>): void
  /** Rolls everything out right after somebody has changed it. */
  rollsByItself: boolean
  /** One step of every rollout in a namespace; without a number, until nothing changes any more. */
  roll(namespace: string, rounds?: number): void
  namespace(name: string): void
}

const ROUNDS_TO_SETTLE = 30

/** @param whenOver Is given what ends it; left out: the end of the test does. */
export async function startFakeCluster(whenOver: (end: () => void) => void = onTestFinished): Promise<FakeCluster> {
  const store = new ObjectStore()
  const asked: Asked[] = []
  const behaviours = new Map<string, Behaviour>()
  const logs = new Map<string, { readonly current?: string; readonly previous?: string }>()
  const interruptions = new Map<string, () => Promise<unknown>>()
  const forbidden = new Set<string>()
  const state = { token: 'first', quota: 1_000, fault: undefined as FakeCluster['fault'], rolls: false, latencyMs: 0 }
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-cluster-'))
  const kubeconfig = join(folder, 'kubeconfig')
  const world = {
    store,
    behaviourOf: (image: string): Behaviour => lastEntry(behaviours, image) ?? 'ready',
    quota: () => state.quota,
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (state.fault === 'cut') return void request.socket.destroy()
    const body = await textOf(request)
    if (state.latencyMs > 0) await sleep(state.latencyMs)
    try {
      if (state.fault !== undefined) throw new Refusal(state.fault, 'InternalError', 'etcdserver: leader changed')
      const { authorization = '' } = request.headers
      const isReader = authorization === `Bearer ${READER}`
      if (!isReader && authorization !== `Bearer ${state.token}`) throw new Refusal(401, 'Unauthorized', 'Unauthorized')
      if (request.url === REVIEWS) {
        const spec = (JSON.parse(body) as { spec: { resourceAttributes: Record<string, string> } }).spec
        return void response.writeHead(201).end(JSON.stringify({ spec, status: { allowed: mayDo(forbidden, spec) } }))
      }
      const wanted = readRequest(request.method ?? '', request.url ?? '')
      if (!wanted) throw new Refusal(404, 'NotFound', 'the server could not find the requested resource')
      const happens = interruptions.get(`${wanted.verb} ${wanted.resource}`)
      interruptions.delete(`${wanted.verb} ${wanted.resource}`)
      await happens?.()
      asked.push({ verb: wanted.verb, group: wanted.group, resource: wanted.resource })
      const rights = isReader ? NO_CHANGES : forbidden
      authorize(rights, wanted)
      if (createsByApply(store, wanted)) {
        asked.push({ verb: 'create', group: wanted.group, resource: wanted.resource })
        authorize(rights, { ...wanted, verb: 'create' })
      }
      if (wanted.resource === 'pods/log') {
        const log = logOf(store, logs, wanted)
        return void response.writeHead(200).end(log)
      }
      checkNamespace(store, wanted)
      const object = perform(store, wanted, request.headers['content-type'] ?? '', body === '' ? {} : JSON.parse(body))
      if (state.rolls && wanted.verb !== 'get' && wanted.verb !== 'list') cluster.roll(wanted.namespace)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(object))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { code, reason, message, details } = error
      const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, details }
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(status))
    }
  }

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  whenOver(() => {
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const cluster: FakeCluster = {
    ...{ kubeconfig, server: address, store, asked },
    behaves: (image, behaviour) => void behaviours.set(image, behaviour),
    says: (image, log) => void logs.set(image, log),
    quota(pods) {
      state.quota = pods
    },
    forbid: (verb, resource) => void forbidden.add(`${verb} ${resource}`),
    before: (verb, resource, happens) => void interruptions.set(`${verb} ${resource}`, happens),
    token(accepted) {
      state.token = accepted
    },
    writeToken: (given) => writeFileSync(kubeconfig, stringify(kubeconfigOf(address, given))),
    get fault() {
      return state.fault
    },
    set fault(fault) {
      state.fault = fault
    },
    get latencyMs() {
      return state.latencyMs
    },
    set latencyMs(latencyMs) {
      state.latencyMs = latencyMs
    },
    get rollsByItself() {
      return state.rolls
    },
    set rollsByItself(rolls) {
      state.rolls = rolls
    },
    roll(namespace, rounds = ROUNDS_TO_SETTLE) {
      for (let round = 0; round < rounds; round += 1) roll(world, namespace)
    },
    namespace: (name) =>
      void store.create({ resource: 'namespaces', namespace: name, name }, { kind: 'Namespace', spec: {} }),
  }
  cluster.writeToken(state.token)
  return cluster
}

function kubeconfigOf(server: string, token: string): Fields {
  return {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'test' },
    clusters: [{ name: 'fake', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [
      { name: 'shipmate', user: { token } },
      { name: 'reader', user: { token: READER } },
    ],
    contexts: [
      { name: 'test', context: { cluster: 'fake', user: 'shipmate' } },
      { name: 'reader', context: { cluster: 'fake', user: 'reader' } },
    ],
  }
}

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'

function mayDo(
  forbidden: ReadonlySet<string>,
  { resourceAttributes }: { resourceAttributes: Record<string, string> },
): boolean {
  const { verb, resource, subresource } = resourceAttributes
  return !forbidden.has(`${verb} ${subresource === undefined ? resource : `${resource}/${subresource}`}`)
}

/** The token of somebody who may only look. */
const READER = 'reader'
const NO_CHANGES: ReadonlySet<string> = new Set(
  ['deployments', 'services', 'configmaps', 'ingresses', 'horizontalpodautoscalers', 'poddisruptionbudgets'].flatMap(
    (resource) => ['create', 'delete', 'patch'].map((verb) => `${verb} ${resource}`),
  ),
)

function authorize(forbidden: ReadonlySet<string>, { verb, group, resource, namespace, name }: ApiRequest): void {
  if (!forbidden.has(`${verb} ${resource}`)) return
  const of = `${group === '' ? resource : `${resource}.${group}`}${name === undefined ? '' : ` "${name}"`}`
  const who = 'User "system:serviceaccount:ops:shipmate"'
  const why = `${who} cannot ${verb} resource "${resource}" in API group "${group}" in the namespace "${namespace}"`
  throw new Refusal(403, 'Forbidden', `${of} is forbidden: ${why}`, {
    kind: resource,
    ...(name !== undefined && { name }),
  })
}

/** An apply to what is not there creates it, which is a right of its own. */
function createsByApply(store: ObjectStore, { verb, resource, namespace, name }: ApiRequest): boolean {
  return verb === 'patch' && name !== undefined && store.get({ resource, namespace, name }) === undefined
}

/** Nothing is created in a namespace that is not there. */
function checkNamespace(store: ObjectStore, { verb, resource, namespace }: ApiRequest): void {
  const isThere = store.get({ resource: 'namespaces', namespace, name: namespace }) !== undefined
  if (isThere || resource === 'namespaces' || verb !== 'create') return
  throw new Refusal(404, 'NotFound', `namespaces "${namespace}" not found`, { name: namespace, kind: 'namespaces' })
}

function logOf(
  store: ObjectStore,
  logs: ReadonlyMap<string, { readonly current?: string; readonly previous?: string }>,
  { namespace, name = '', query }: ApiRequest,
): string {
  const pod = store.get({ resource: 'pods', namespace, name })
  if (!pod) throw new Refusal(404, 'NotFound', `pods "${name}" not found`, { name, kind: 'pods' })
  const [container] = pod.spec.containers as { image: string }[]
  const log = lastEntry(logs, container?.image ?? '')
  if (pod.status.phase === 'Pending' && log?.previous === undefined)
    throw new Refusal(400, 'BadRequest', `container in pod "${name}" is waiting to start: ContainerCreating`)
  const isPrevious = query.get('previous') === 'true'
  if (isPrevious && log?.previous === undefined)
    throw new Refusal(400, 'BadRequest', `previous terminated container in pod "${name}" not found`)
  const lines = ((isPrevious ? log?.previous : log?.current) ?? '').split('\n').slice(0, -1)
  const since = query.get('sinceTime') ?? ''
  const recent = lines
    .filter((line) => !STAMP.test(line) || line >= since)
    .slice(-Number(query.get('tailLines') ?? 1_000))
  const told = query.get('timestamps') === 'true' ? recent : recent.map((line) => line.replace(STAMP, ''))
  const text = told.map((line) => `${line}\n`).join('')
  return Buffer.from(text)
    .subarray(0, Number(query.get('limitBytes') ?? text.length * 4))
    .toString('utf8')
}

/** Kept with every line; told only to those who ask. */
const STAMP = /^\d{4}-\d\d-\d\dT\S+Z /

/** Of the names that the image ends with. */
function lastEntry<Value>(entries: ReadonlyMap<string, Value>, image: string): Value | undefined {
  return [...entries].findLast(([name]) => image.endsWith(name))?.[1]
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

/** A Deployment as a team would write it: two replicas of one container. */
export function deploymentOf(name: string, image: string): Fields {
  const labels = { app: name }
  const containers = [{ name, image }]
  return {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, labels } },
    spec: {
      ...{ replicas: 2, selector: { matchLabels: labels }, strategy: { type: 'RollingUpdate' } },
      template: { metadata: { labels }, spec: { containers } },
    },
  }
}

/** A Service of the same name, which sends requests to the pods of the Deployment. */
export function serviceOf(name: string): Fields {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { app: name } } }
}

/** An HTTPRoute that sends some requests to a Service and to others, and has rules that are none of its business. */
export function routeTo(service: string): Fields {
  const filters = [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-shop', value: '1' }] } }]
  return {
    ...{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'shop' } },
    spec: {
      parentRefs: [{ name: 'gateway' }],
      rules: [
        { matches: [{ path: { type: 'PathPrefix', value: '/pay' } }], filters, backendRefs: backends([service, 1]) },
        {
          matches: [{ path: { type: 'Exact', value: '/mixed' } }],
          backendRefs: backends([service, 90], ['other', 10]),
        },
        { matches: [{ path: { type: 'PathPrefix', value: '/other' } }], backendRefs: backends(['other', 1]) },
      ],
    },
  }
}

const backends = (...refs: readonly (readonly [string, number])[]): readonly Fields[] =>
  refs.map(([name, weight]) => ({ group: '', kind: 'Service', name, port: 80, weight }))

/** How often a Deployment in the namespace `shop` was rolled out. */
export function revisionOf({ store }: FakeCluster, name: string): number {
  const found = store.get({ resource: 'deployments', namespace: 'shop', name })
  return Number(found?.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0)
}
