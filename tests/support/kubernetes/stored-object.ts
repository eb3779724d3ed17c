/** An object of a cluster, as JSON has it. */
export type Fields = { [key: string]: unknown }

export interface Metadata {
  [key: string]: unknown
  name: string
  namespace?: string
  uid: string
  resourceVersion: string
  generation: number
  creationTimestamp: string
  annotations?: Record<string, string>
  labels?: Record<string, string>
  ownerReferences?: { uid: string; kind: string; name: string; controller: true }[]
  deletionTimestamp?: string
}

export interface StoredObject extends Fields {
  kind: string
  metadata: Metadata
  spec: Fields
  status: Fields
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A part of an object by its path; undefined where there is none. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((part, key) => (isFields(part) ? part[key] : undefined), value)
}

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
