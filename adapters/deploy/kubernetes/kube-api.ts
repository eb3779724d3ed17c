import { z } from 'zod'
import type { Cluster, ClusterAnswer, ClusterRequest } from './cluster.ts'
import { oneLine, whyOf } from './one-line.ts'
import { RESOURCES, type Resource, type Verb, type VerbOf } from './permissions.ts'
import { KubernetesError } from './problem.ts'

/** Who the cluster notes as the owner of fields that Shipmate sets. */
export const FIELD_MANAGER = 'shipmate'

/** One thing to do with one resource of one namespace. */
export interface Call<Name extends Resource> {
  readonly verb: VerbOf<Name>
  readonly resource: Name
  readonly namespace: string
  /** Left out for lists. */
  readonly name?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** How a patch is meant: `apply` sets exactly these fields as ours, `merge` changes them. */
  readonly patch?: 'apply' | 'merge'
}

/** Speaks to the API server of one cluster with no right but those listed in permissions.ts. */
export interface KubeApi {
  readonly cluster: string
  /** @returns Undefined where there is no such object. @throws {KubernetesError} */
  call<Name extends Resource>(call: Call<Name>, signal?: AbortSignal): Promise<unknown>
  /** Asks what the user of the context may do, which everybody may ask. @throws {KubernetesError} */
  review(spec: { readonly resourceAttributes: Readonly<Record<string, string>> }): Promise<unknown>
  /** Plain text, as logs are. @throws {KubernetesError} */
  text<Name extends Resource>(call: Call<Name>, signal?: AbortSignal): Promise<string | undefined>
}

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
const PATCH_TYPES = { apply: 'application/apply-patch+yaml', merge: 'application/merge-patch+json' } as const
const METHODS = {
  get: 'GET',
  list: 'GET',
  create: 'POST',
  patch: 'PATCH',
  delete: 'DELETE',
} as const satisfies Record<Verb, ClusterRequest['method']>

/** @param connect Opens the cluster; called again when it no longer accepts the credential, which may have been renewed. */
export function createKubeApi(connect: () => Promise<Cluster>, name: string): KubeApi {
  let opened: Promise<Cluster> | undefined
  const cluster = (): Promise<Cluster> => {
    opened ??= connect().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }

  const exchange = async (request: ClusterRequest, signal?: AbortSignal): Promise<ClusterAnswer> => {
    const first = await (await cluster()).send(request, signal)
    if (first.status !== 401) return first
    opened = undefined
    const renewed = await cluster()
    const second = await renewed.send(request, signal)
    if (second.status === 401) throw new KubernetesError({ kind: 'unauthorized', context: renewed.name })
    return second
  }
  const send = async <Name extends Resource>(call: Call<Name>, signal?: AbortSignal): Promise<string | undefined> =>
    answered(call, await exchange(requestOf(call), signal))

  return {
    cluster: name,
    text: send,
    async review(spec) {
      const body = JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec })
      const answer = await exchange({ method: 'POST', path: REVIEWS, body })
      if (answer.status < 200 || answer.status >= 300)
        throw new KubernetesError({ kind: 'unavailable', status: answer.status, why: 'it does not tell rights' })
      return parsed(answer.body, (await cluster()).name)
    },
    async call(call, signal) {
      const body = await send(call, signal)
      return body === undefined ? undefined : parsed(body, (await cluster()).name)
    },
  }
}

function requestOf<Name extends Resource>(call: Call<Name>): ClusterRequest {
  const { verb, resource, body, patch } = call
  const method = METHODS[verb]
  const path = pathOf(call)
  if (body === undefined) return { method, path }
  const contentType = verb === 'patch' ? PATCH_TYPES[patch ?? 'merge'] : 'application/json'
  if (resource === 'pods/log') throw new Error('a log is only read')
  return { method, path, body: JSON.stringify(body), contentType }
}

function pathOf<Name extends Resource>({ resource, namespace, name, query }: Call<Name>): string {
  const { group, version, path }: (typeof RESOURCES)[Resource] = RESOURCES[resource]
  const [, subresource] = resource.split('/')
  const named = [...(name === undefined ? [] : [name]), ...(subresource === undefined ? [] : [subresource])]
  const within = resource === 'namespaces' ? [path] : ['namespaces', namespace, path]
  const parts = [...((group as string) === '' ? ['api', version] : ['apis', group, version]), ...within, ...named]
  const asked = new URLSearchParams(query).toString()
  return `/${parts.map(encodeURIComponent).join('/')}${asked === '' ? '' : `?${asked}`}`
}

function answered<Name extends Resource>(
  call: Call<Name>,
  { status, body }: { readonly status: number; readonly body: string },
): string | undefined {
  if (status >= 200 && status < 300) return body
  const said = readStatus(body)
  if (status === 404 && said.details?.kind === 'namespaces' && call.resource !== 'namespaces')
    throw new KubernetesError({ kind: 'no-namespace', namespace: call.namespace })
  if (status === 404) return undefined
  throw new KubernetesError(problemOf(call, status, said))
}

function problemOf<Name extends Resource>(
  { verb, resource, namespace, name }: Call<Name>,
  status: number,
  said: Status,
): KubernetesError['problem'] {
  const { reason, message } = said
  const why = oneLine(message ?? reason ?? `status ${status}`)
  const what = name === undefined ? resource : `${resource} ${name}`
  // A quota and admission policies answer with 403 as well, but the right is there.
  if (status === 403) {
    // An apply that creates its object needs the verb `create`, too.
    const [, missing] = /\bcannot (\w+) resource\b/.exec(message ?? '') ?? []
    if (missing === undefined) return { kind: 'refused', what, why }
    return { kind: 'forbidden', verb: missing === 'create' ? missing : verb, resource, namespace }
  }
  if (status === 409) return conflictOf(what, said)
  if (status === 429 || status >= 500) return { kind: 'unavailable', status, why }
  return { kind: 'refused', what, why }
}

/** Of fields with other managers, or of two writers at the same moment. */
function conflictOf(what: string, { details }: Status): KubernetesError['problem'] {
  const causes = details?.causes?.filter(({ reason }) => reason === 'FieldManagerConflict') ?? []
  if (causes.length === 0) return { kind: 'conflict' }
  const fields = causes.map(({ field, message }) => ({
    field: oneLine(field),
    manager: oneLine(/^conflict with "([^"]*)"/.exec(message)?.[1] ?? message),
  }))
  return { kind: 'field-conflict', what, fields }
}

/** What the API server says when it does not do what it was asked to. */
const statusSchema = z.object({
  reason: z.string().optional(),
  message: z.string().optional(),
  details: z
    .object({
      kind: z.string().optional(),
      causes: z
        .array(
          z.object({ reason: z.string().default(''), message: z.string().default(''), field: z.string().default('') }),
        )
        .nullish(),
    })
    .optional(),
})
type Status = z.output<typeof statusSchema>

function readStatus(body: string): Status {
  try {
    return statusSchema.parse(JSON.parse(body))
  } catch {
    return { message: body === '' ? undefined : body }
  }
}

function parsed(body: string, server: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    throw new KubernetesError({ kind: 'rubbish', server, what: whyOf(error) }, { cause: error })
  }
}
