import { z } from 'zod'
import type { Place } from '../../../../src/domain/place.ts'
import { type Fields, isManifestKind, type ManifestObject, nameOfObject } from './manifest-kinds.ts'

/* What Shipmate notes on the objects that it has applied, so that it removes nothing that is not its own. */

const SERVICE = 'shipmate.dev/service'
const ENVIRONMENT = 'shipmate.dev/environment'
const OBJECTS = 'shipmate.dev/objects'
const STALE = 'shipmate.dev/stale-objects'

/** Labels that say whose an object is. */
export const ownerMark = ({ service, environment }: Place): Record<string, string> => ({
  [SERVICE]: service,
  [ENVIRONMENT]: environment,
})

/** Whose an object is: undefined where Shipmate has not applied it. */
export function ownerOf(object: unknown): Place | undefined {
  const { [SERVICE]: service, [ENVIRONMENT]: environment } = labelled.safeParse(object).data?.metadata.labels ?? {}
  return service !== undefined && environment !== undefined ? { service, environment } : undefined
}

const texts = z.record(z.string(), z.string()).nullish()
const labelled = z.object({ metadata: z.object({ labels: texts, annotations: texts }) })

export type ObjectName = Pick<ManifestObject, 'kind' | 'name'>

/** What a service consists of, as its Deployment remembers. */
export interface Inventory {
  readonly objects: readonly ObjectName[]
  /** What an earlier release had and this one has not; removed when this one is ready. */
  readonly stale: readonly ObjectName[]
}

export function inventoryOf(deployment: unknown): Inventory {
  const { [OBJECTS]: objects, [STALE]: stale } = labelled.safeParse(deployment).data?.metadata.annotations ?? {}
  return { objects: namesIn(objects), stale: namesIn(stale) }
}

export const inventoryMark = ({ objects, stale }: Inventory): Record<string, string> => ({
  [OBJECTS]: JSON.stringify(objects.map(nameOfObject)),
  [STALE]: JSON.stringify(stale.map(nameOfObject)),
})

/** The inventory when other objects are applied. */
export function inventoryAfter({ objects, stale }: Inventory, applied: readonly ManifestObject[]): Inventory {
  const wanted = new Set(applied.map(nameOfObject))
  const before = new Map([...objects, ...stale].map((one) => [nameOfObject(one), one]))
  return {
    objects: applied.map(({ kind, name }) => ({ kind, name })),
    stale: [...before].filter(([name]) => !wanted.has(name)).map(([, one]) => one),
  }
}

/** Annotations can be edited by anybody who may edit the Deployment: what is no such name is passed over. */
function namesIn(text: string | undefined): readonly ObjectName[] {
  if (text === undefined) return []
  try {
    const names = z.array(z.string()).safeParse(JSON.parse(text)).data ?? []
    return names.flatMap((whole) => {
      const [kind, name] = whole.split('/')
      return isManifestKind(kind) && name !== undefined && name !== '' ? [{ kind, name }] : []
    })
  } catch {
    return []
  }
}

/** An object with labels beside its own. */
export function withLabels(body: Fields, labels: Readonly<Record<string, string>>): Fields {
  const metadata = fieldsOf(body.metadata)
  return { ...body, metadata: { ...metadata, labels: { ...fieldsOf(metadata.labels), ...labels } } }
}

export function withAnnotations(body: Fields, annotations: Readonly<Record<string, string>>): Fields {
  const metadata = fieldsOf(body.metadata)
  return { ...body, metadata: { ...metadata, annotations: { ...fieldsOf(metadata.annotations), ...annotations } } }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})
