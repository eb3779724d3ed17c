import { applied, merged } from './patches.ts'
import { type Fields, isFields, type Metadata, type StoredObject, same } from './stored-object.ts'

/** Why the API server does not do what it was asked to: its `Status`. */
export class Refusal extends Error {
  readonly code: number
  readonly reason: string
  readonly details: Fields

  constructor(code: number, reason: string, message: string, details: Fields = {}) {
    super(message)
    this.code = code
    this.reason = reason
    this.details = details
  }
}

export interface Key {
  readonly resource: string
  readonly namespace: string
  readonly name: string
}

/** The objects of a cluster with their versions, in memory. */
export class ObjectStore {
  readonly #objects = new Map<string, StoredObject>()
  /** What each field manager applied last to each object. */
  readonly #applied = new Map<string, unknown>()
  #version = 100
  /** Told of each change of what is wanted: not of dry runs, and not of what controllers write into a status. */
  onWrite: (key: Key, after: StoredObject, before: StoredObject | undefined) => void = () => undefined

  get({ resource, namespace, name }: Key): StoredObject | undefined {
    const found = this.#objects.get(keyOf({ resource, namespace, name }))
    return found && structuredClone(found)
  }

  list(resource: string, namespace: string): readonly StoredObject[] {
    return [...this.#objects]
      .filter(([key]) => key.startsWith(`${resource}/${namespace}/`))
      .map(([, object]) => structuredClone(object))
  }

  create(key: Key, body: Fields, dryRun = false): StoredObject {
    if (this.#objects.has(keyOf(key)))
      throw new Refusal(409, 'AlreadyExists', `${key.resource} "${key.name}" already exists`)
    const { metadata, spec, status, kind, ...rest } = body
    const version = this.#next()
    const whole: StoredObject = {
      ...rest,
      kind: String(kind),
      metadata: {
        ...(isFields(metadata) ? metadata : {}),
        ...{ name: key.name, namespace: key.namespace, uid: `uid-${version}`, resourceVersion: String(version) },
        generation: 1,
        creationTimestamp: new Date().toISOString(),
      },
      spec: isFields(spec) ? spec : {},
      status: isFields(status) ? status : {},
    }
    if (!dryRun) this.#keep(key, whole, undefined)
    return whole
  }

  merge(key: Key, patch: Fields, dryRun = false): StoredObject {
    const before = this.#needed(key)
    return this.#write(key, before, merged(before, patch) as StoredObject, patch, dryRun)
  }

  /** Creates what is not there. */
  apply(key: Key, body: Fields, manager: string, dryRun = false): StoredObject {
    const memory = `${manager} ${keyOf(key)}`
    const before = this.#objects.get(keyOf(key))
    const after = before
      ? this.#write(key, before, applied(before, this.#applied.get(memory), body) as StoredObject, body, dryRun)
      : this.create(key, body, dryRun)
    if (!dryRun) this.#applied.set(memory, structuredClone(body))
    return after
  }

  /** What a controller or a kubelet writes: no part of what people want. */
  setStatus(key: Key, status: Fields): void {
    const before = this.#needed(key)
    if (same(before.status, status)) return
    this.#objects.set(keyOf(key), { ...before, metadata: this.#renewed(before.metadata), status })
  }

  annotate(key: Key, annotations: Record<string, string>): void {
    const before = this.#needed(key)
    const metadata = { ...before.metadata, annotations: { ...before.metadata.annotations, ...annotations } }
    if (same(metadata, before.metadata)) return
    this.#objects.set(keyOf(key), { ...before, metadata: this.#renewed(metadata) })
  }

  remove(key: Key): StoredObject | undefined {
    const found = this.get(key)
    this.#objects.delete(keyOf(key))
    return found
  }

  #write(key: Key, before: StoredObject, after: StoredObject, body: Fields, dryRun: boolean): StoredObject {
    const wanted = isFields(body.metadata) ? body.metadata.resourceVersion : undefined
    if (wanted !== undefined && wanted !== before.metadata.resourceVersion) {
      const why = 'the object has been modified; please apply your changes to the latest version and try again'
      throw new Refusal(409, 'Conflict', `Operation cannot be fulfilled on ${key.resource} "${key.name}": ${why}`)
    }
    const { uid, creationTimestamp, generation, resourceVersion } = before.metadata
    const metadata = { ...after.metadata, uid, creationTimestamp, generation, resourceVersion }
    if (same({ ...after, metadata }, before)) return structuredClone(before)
    // Annotations count for Deployments, as in the real one.
    const isOther =
      !same(after.spec, before.spec) ||
      (key.resource === 'deployments' && !same(after.metadata.annotations, before.metadata.annotations))
    const renewed = { ...this.#renewed(metadata), generation: generation + (isOther ? 1 : 0) }
    const whole = { ...after, metadata: renewed }
    if (!dryRun) this.#keep(key, whole, before)
    return structuredClone(whole)
  }

  #keep(key: Key, after: StoredObject, before: StoredObject | undefined): void {
    this.#objects.set(keyOf(key), structuredClone(after))
    this.onWrite(key, after, before)
  }

  #needed(key: Key): StoredObject {
    const found = this.get(key)
    if (!found) throw new Refusal(404, 'NotFound', `${key.resource} "${key.name}" not found`, { name: key.name })
    return found
  }

  #renewed(metadata: Metadata): Metadata {
    return { ...metadata, resourceVersion: String(this.#next()) }
  }

  #next(): number {
    this.#version += 1
    return this.#version
  }
}

const keyOf = ({ resource, namespace, name }: Key): string => `${resource}/${namespace}/${name}`
