import { z } from 'zod'
import type { Call, KubeApi } from './kube-api.ts'
import type { Resource } from './permissions.ts'
import { KubernetesError } from './problem.ts'
import { readAs } from './shapes.ts'

/** Resources of which Shipmate may list all in a namespace. */
const LISTED: ReadonlySet<Resource> = new Set(['deployments', 'services'])
/** One list costs the cluster more than two objects do. */
const FEWEST = 3
const PAGE = '500'
const MOST_PAGES = 10

type Get = Call<'deployments' | 'services'> & { readonly name: string }

/** What is asked for at one moment of one resource in one namespace, by name. */
type Batch = Map<string, PromiseWithResolvers<unknown>>

/**
 * Makes one list of what is asked for at the same moment in one namespace: the status of everything asks for hundreds of
 * objects. Where the right to list is missing, they are asked for beside each other.
 */
export function readsTogether(api: KubeApi): KubeApi {
  const batches = new Map<string, Batch>()
  const refused = new Set<string>()

  const get = (call: Get): Promise<unknown> => {
    const key = `${call.resource} ${call.namespace}`
    const batch = batches.get(key) ?? opened(key, call)
    const answer = batch.get(call.name) ?? Promise.withResolvers()
    batch.set(call.name, answer)
    return answer.promise
  }

  const opened = (key: string, { resource, namespace }: Get): Batch => {
    const batch: Batch = new Map()
    batches.set(key, batch)
    // Everything that is asked for in this turn has joined by then.
    setImmediate(() => {
      batches.delete(key)
      void answerAll(key, resource, namespace, batch)
    })
    return batch
  }

  const answerAll = async (key: string, resource: Get['resource'], namespace: string, batch: Batch): Promise<void> => {
    try {
      const found = batch.size < FEWEST || refused.has(key) ? undefined : await listed(api, resource, namespace)
      for (const [name, { resolve }] of batch)
        resolve(found ? found.get(name) : api.call({ verb: 'get', resource, namespace, name }))
    } catch (error) {
      if (!(error instanceof KubernetesError) || error.problem.kind !== 'forbidden') {
        for (const { reject } of batch.values()) reject(error)
        return
      }
      refused.add(key)
      await answerAll(key, resource, namespace, batch)
    }
  }

  return { ...api, call: (call) => (isGet(call) ? get(call) : api.call(call)) }
}

function isGet(call: Call<Resource>): call is Get {
  return call.verb === 'get' && LISTED.has(call.resource) && call.name !== undefined
}

const pageSchema = z.object({
  metadata: z.object({ continue: z.string().optional() }).default({}),
  items: z.array(z.looseObject({ metadata: z.looseObject({ name: z.string() }) })),
})

/** By name; undefined where a namespace holds more than anybody wants to read. @throws {KubernetesError} */
async function listed(
  api: KubeApi,
  resource: Get['resource'],
  namespace: string,
): Promise<ReadonlyMap<string, unknown> | undefined> {
  const found = new Map<string, unknown>()
  let next: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { limit: PAGE, ...(next !== undefined && { continue: next }) }
    const { items, metadata } = readAs(
      pageSchema,
      await api.call({ verb: 'list', resource, namespace, query }),
      api.cluster,
    )
    for (const item of items) found.set(item.metadata.name, item)
    next = metadata.continue
    if (next === undefined || next === '') return found
  }
  return undefined
}
