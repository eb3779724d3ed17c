import { appliedBy, conflictsOf, managedFields, type Ownership, updated } from './field-owners.ts'
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

interface Writing {
  readonly manager?: string
  readonly dryRun?: boolean
}

interface Applying extends Omit<Writing, 'manager'> {
  readonly force?: boolean
}

const MADE_BY_CONTROLLERS: ReadonlySet<string> = new Set(['replicasets', 'pods', 'events'])

/** The objects of a cluster with their versions, in memory. */
export class ObjectStore {
  readonly #objects = new Map<string, StoredObject>()
  /** What each field manager applied last to each object. */
  readonly #applied = new Map<string, unknown>()
  /** Who owns which fields of each object. */
  readonly #owners = new Map<string, readonly Ownership[]>()
  #version = 100
  /** Told of each change of what is wanted: not of dry runs, and not of what controllers write into a status. */
  onWrite: (key: Key, after: StoredObject, before: StoredObject | undefined) => void = () => undefined
  /** When people and tools write. */
  now = (): Date => new Date()

  get({ resource, namespace, name }: Key): StoredObject | undefined {
    const found = this.#objects.get(keyOf({ resource, namespace, name }))
    return found && this.#told(keyOf({ resource, namespace, name }), found)
  }

  list(resource: string, namespace: string): readonly StoredObject[] {
    return [...this.#objects]
      .filter(([key]) => key.startsWith(`${resource}/${namespace}/`))
      .map(([key, object]) => this.#told(key, object))
  }

  create(key: Key, body: Fields, { manager = 'kubectl-create', dryRun = false }: Writing = {}): StoredObject {
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
    if (dryRun) return whole
    this.#keep(key, whole, undefined)
    // Nobody asks who made a pod.
    if (!MADE_BY_CONTROLLERS.has(key.resource))
      this.#owners.set(keyOf(key), updated([], {}, whole, manager, this.#time()))
    return this.#told(keyOf(key), whole)
  }

  merge(key: Key, patch: Fields, { manager = 'kubectl-edit', dryRun = false }: Writing = {}): StoredObject {
    const before = this.#needed(key)
    const after = this.#write(key, before, merged(before, patch) as StoredObject, patch, dryRun)
    if (dryRun) return after
    this.#owners.set(keyOf(key), updated(this.#ownersOf(key), before, after, manager, this.#time()))
    return this.#told(keyOf(key), after)
  }

  /** Creates what is not there. Without force, what somebody else owns is not changed. */
  apply(key: Key, body: Fields, manager: string, { dryRun = false, force = true }: Applying = {}): StoredObject {
    const memory = `${manager} ${keyOf(key)}`
    const before = this.#objects.get(keyOf(key))
    const wanted = before && (applied(before, this.#applied.get(memory), body) as StoredObject)
    if (before && wanted && !force) this.#refuseConflicts(key, before, wanted, body, manager)
    const after =
      before && wanted ? this.#write(key, before, wanted, body, dryRun) : this.create(key, body, { manager, dryRun })
    if (dryRun) return after
    this.#applied.set(memory, structuredClone(body))
    const owners = before ? this.#ownersOf(key) : []
    this.#owners.set(keyOf(key), appliedBy(owners, before ?? {}, after, body, manager, this.#time()))
    return this.#told(keyOf(key), after)
  }

  #refuseConflicts(key: Key, before: StoredObject, wanted: StoredObject, body: Fields, manager: string): void {
    const conflicts = conflictsOf(this.#ownersOf(key), before, wanted, body, manager)
    if (conflicts.length === 0) return
    const causes = conflicts.map((one) => ({
      ...{ reason: 'FieldManagerConflict', message: `conflict with "${one.manager}"`, field: one.field },
    }))
    const many = conflicts.length === 1 ? '1 conflict' : `${conflicts.length} conflicts`
    const named = conflicts.map((one) => `${one.field} with "${one.manager}"`).join(', ')
    throw new Refusal(409, 'Conflict', `Apply failed with ${many}: ${named}`, { causes })
  }

  #ownersOf(key: Key): readonly Ownership[] {
    return this.#owners.get(keyOf(key)) ?? []
  }

  /** To the second, as the API server does. */
  #time(): string {
    return this.now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z')
  }

  /** With its owners, as everybody is told. */
  #told(key: string, object: StoredObject): StoredObject {
    const { apiVersion } = object
    const copy = structuredClone(object)
    const owners = this.#owners.get(key)
    if (!owners) return copy
    const fields = managedFields(owners, apiVersion)
    return { ...copy, metadata: { ...copy.metadata, managedFields: fields } }
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
    this.#owners.delete(keyOf(key))
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
    const found = this.#objects.get(keyOf(key))
    if (!found) throw new Refusal(404, 'NotFound', `${key.resource} "${key.name}" not found`, { name: key.name })
    return structuredClone(found)
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
