import { type Fields, isFields } from './stored-object.ts'

/** What one manager owns of an object, as the API server notes it in `managedFields`. */
export interface Ownership {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly time: string
  /** As `fieldsV1` names them, joined: `f:spec f:replicas`. */
  readonly paths: ReadonlySet<string>
}

const JOINT = '\u0000'

/** The leaves of what somebody wants. Lists are known by what the API's schema says that their elements are told apart by. */
function leavesOf(value: unknown, path: readonly string[] = []): readonly string[] {
  const inner = partsOf(value, path)
  if (!inner) return [path.join(JOINT)]
  return inner.flatMap(([key, part]) => leavesOf(part, [...path, key]))
}

const LIST_KEYS: Readonly<Record<string, readonly string[]>> = {
  ...{ 'f:containers': ['name'], 'f:initContainers': ['name'], 'f:volumes': ['name'], 'f:env': ['name'] },
  ...{ 'f:ports': ['containerPort', 'protocol'], 'f:volumeMounts': ['mountPath'] },
}

function partsOf(value: unknown, path: readonly string[]): readonly (readonly [string, unknown])[] | undefined {
  if (isFields(value)) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined)
    return entries.length === 0 ? undefined : entries.map(([key, part]) => [`f:${key}`, part] as const)
  }
  const keys = LIST_KEYS[path.at(-1) ?? '']
  if (!keys || !Array.isArray(value)) return undefined
  return (value as Fields[]).map((element) => {
    const known = keys.filter((key) => element[key] !== undefined).map((key) => [key, element[key]])
    return [`k:${JSON.stringify(Object.fromEntries(known))}`, element] as const
  })
}

/** Somebody who updates owns what it changed, alone. */
export function updated(
  owners: readonly Ownership[],
  before: Fields,
  after: Fields,
  manager: string,
  time: string,
): readonly Ownership[] {
  const old = valuesOf(before)
  const fresh = valuesOf(after)
  const changed = new Set([...fresh].filter(([path, value]) => old.get(path) !== value).map(([path]) => path))
  const isIt = (one: Ownership): boolean => one.manager === manager && one.operation === 'Update'
  const own = owners.find(isIt)
  const others = owners.filter((one) => !isIt(one)).map((one) => without(one, changed))
  const all = new Set([...(own?.paths ?? []), ...changed])
  const kept = new Set([...all].filter((path) => fresh.has(path)))
  const mine: Ownership = {
    manager,
    operation: 'Update',
    time: changed.size === 0 ? (own?.time ?? time) : time,
    paths: kept,
  }
  return [...others, mine].map((one) => onlyThere(one, fresh)).filter(({ paths }) => paths.size > 0)
}

/** Somebody who applies owns what it names: alone where it has changed it, beside others where it agrees. */
export function appliedBy(
  owners: readonly Ownership[],
  before: Fields,
  after: Fields,
  body: Fields,
  manager: string,
  time: string,
): readonly Ownership[] {
  const old = valuesOf(before)
  const fresh = valuesOf(after)
  const named = new Set(leavesOf(essence(body)))
  const changed = new Set([...named].filter((path) => old.get(path) !== fresh.get(path)))
  const isIt = (one: Ownership): boolean => one.manager === manager && one.operation === 'Apply'
  const others = owners.filter((one) => !isIt(one)).map((one) => without(one, changed))
  return [...others, { manager, operation: 'Apply' as const, time, paths: named }]
    .map((one) => onlyThere(one, fresh))
    .filter(({ paths }) => paths.size > 0)
}

/** Fields that somebody else owns and that would change: what a conflict names, unless it is forced. */
export function conflictsOf(
  owners: readonly Ownership[],
  before: Fields,
  after: Fields,
  body: Fields,
  manager: string,
): readonly { readonly manager: string; readonly field: string }[] {
  const old = valuesOf(before)
  const fresh = valuesOf(after)
  return leavesOf(essence(body))
    .filter((path) => old.get(path) !== fresh.get(path))
    .flatMap((path) =>
      owners
        .filter((one) => one.manager !== manager && one.paths.has(path))
        .map((one) => ({ manager: one.manager, field: fieldName(path) })),
    )
}

/** As the API server writes it in the causes of a conflict. */
const fieldName = (path: string): string =>
  path
    .split(JOINT)
    .map((key) =>
      key.startsWith('k:')
        ? `[${Object.entries(JSON.parse(key.slice(2)) as Fields)
            .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
            .join(',')}]`
        : `.${key.slice(2)}`,
    )
    .join('')

export function managedFields(owners: readonly Ownership[], apiVersion: unknown): readonly Fields[] {
  return owners.map(({ manager, operation, time, paths }) => ({
    ...{ manager, operation, time, fieldsType: 'FieldsV1', ...(apiVersion !== undefined && { apiVersion }) },
    fieldsV1: nested(paths),
  }))
}

function nested(paths: ReadonlySet<string>): Fields {
  const root: Fields = {}
  for (const path of paths) {
    let at = root
    for (const key of path.split(JOINT)) {
      if (key.startsWith('k:')) at[key] ??= { '.': {} }
      else at[key] ??= {}
      at = at[key] as Fields
    }
  }
  return root
}

const valuesOf = (object: Fields): ReadonlyMap<string, string> => new Map(pairsOf(essence(object)))

function pairsOf(value: unknown, path: readonly string[] = []): readonly (readonly [string, string])[] {
  const inner = partsOf(value, path)
  return inner
    ? inner.flatMap(([key, part]) => pairsOf(part, [...path, key]))
    : [[path.join(JOINT), JSON.stringify(value)] as const]
}

/** Without what nobody owns: names, versions, what controllers say. */
function essence({ metadata, spec, data }: Fields): Fields {
  const { labels, annotations } = isFields(metadata) ? metadata : {}
  return { metadata: { labels, annotations }, ...(spec !== undefined && { spec }), ...(data !== undefined && { data }) }
}

function without(one: Ownership, taken: ReadonlySet<string>): Ownership {
  return { ...one, paths: new Set([...one.paths].filter((path) => !taken.has(path))) }
}

const onlyThere = (one: Ownership, there: ReadonlyMap<string, string>): Ownership => ({
  ...one,
  paths: new Set([...one.paths].filter((path) => there.has(path))),
})
