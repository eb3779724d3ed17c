import { type Key, type ObjectStore, Refusal } from './object-store.ts'
import type { Fields } from './stored-object.ts'

/** A request as the API server authorizes it. */
export interface ApiRequest {
  readonly verb: 'get' | 'list' | 'create' | 'patch' | 'delete'
  readonly group: string
  /** With its subresource, as in a Role: `pods/log`. */
  readonly resource: string
  readonly namespace: string
  readonly name: string | undefined
  readonly query: URLSearchParams
}

const PATH = /^\/(?:api\/v1|apis\/([\w.-]+)\/v\d\w*)\/namespaces\/([\w.-]+)(?:\/(\w+)(?:\/([\w.:-]+)(?:\/(\w+))?)?)?$/
const VERBS = { POST: 'create', PATCH: 'patch', DELETE: 'delete' } as const

/** Undefined for what is no request for an object. */
export function readRequest(method: string, url: string): ApiRequest | undefined {
  const { pathname, searchParams: query } = new URL(url, 'http://cluster')
  const [whole, group = '', namespace = '', collection, name, subresource] =
    PATH.exec(decodeURIComponent(pathname)) ?? []
  if (whole === undefined) return undefined
  const resource =
    collection === undefined ? 'namespaces' : subresource === undefined ? collection : `${collection}/${subresource}`
  const of = collection === undefined ? namespace : name
  const verb = method === 'GET' ? (of === undefined ? 'list' : 'get') : VERBS[method as keyof typeof VERBS]
  return verb && { verb, group, resource, namespace, name: of, query }
}

/** @throws {Refusal} */
export function perform(store: ObjectStore, request: ApiRequest, contentType: string, body: Fields): Fields {
  const { verb, resource, namespace, name = '', query } = request
  const manager = query.get('fieldManager') ?? 'unknown'
  const key: Key = { resource, namespace, name }
  const dryRun = query.get('dryRun') === 'All'
  switch (verb) {
    case 'get':
      return store.get(key) ?? notFound(key)
    case 'list':
      return {
        kind: 'List',
        items: store.list(resource, namespace).filter((object) => matches(object as Fields, query)),
      }
    case 'create':
      return store.create({ ...key, name: String((body.metadata as Fields | undefined)?.name) }, body, {
        manager,
        dryRun,
      })
    case 'delete':
      return store.remove(key) ?? notFound(key)
    case 'patch':
      if (contentType === 'application/merge-patch+json') return store.merge(key, body, { manager, dryRun })
      if (contentType !== 'application/apply-patch+yaml')
        throw new Refusal(
          415,
          'UnsupportedMediaType',
          `the body of the request was in an unknown format: ${contentType}`,
        )
      if (query.get('fieldManager') === null)
        throw new Refusal(
          422,
          'Invalid',
          'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
        )
      return store.apply(key, body, manager, { dryRun, force: query.get('force') === 'true' })
  }
}

function notFound({ resource, name }: Key): never {
  throw new Refusal(404, 'NotFound', `${resource} "${name}" not found`, { name, kind: resource })
}

/** Label selectors of equality, and field selectors of the object that an event is about. */
function matches({ metadata, involvedObject }: Fields, query: URLSearchParams): boolean {
  const pairs = (selector: string | null): string[][] =>
    selector ? selector.split(',').map((one) => one.split('=')) : []
  const labels = ((metadata as Fields).labels ?? {}) as Record<string, string>
  const about = (involvedObject ?? {}) as Record<string, string>
  return (
    pairs(query.get('labelSelector')).every(([key = '', value]) => labels[key] === value) &&
    pairs(query.get('fieldSelector')).every(([key = '', value]) => about[key.replace('involvedObject.', '')] === value)
  )
}
