/** One step to a field: its name, or an element of a list by what tells it from the others. */
export type Step = string | { readonly key: string; readonly value: string | number }
export type FieldPath = readonly Step[]

/** A field that differs; `undefined` where it is not there. */
export interface FieldChange {
  readonly path: FieldPath
  readonly before: unknown
  readonly after: unknown
}

/** What differs between two objects of a cluster, field by field; elements of lists are compared by their names. */
export function changedFields(before: unknown, after: unknown, path: FieldPath = []): readonly FieldChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (isFields(before) && isFields(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...names].flatMap((name) => changedFields(before[name], after[name], [...path, name]))
  }
  const elements = elementsOf(before, after)
  if (!elements) return [{ path, before, after }]
  const { key, olds, news } = elements
  const values = new Set([...olds.keys(), ...news.keys()])
  return [...values].flatMap((value) => changedFields(olds.get(value), news.get(value), [...path, { key, value }]))
}

/** What tells elements of a list apart, the first that all of them have. */
const KEYS = ['name', 'mountPath', 'containerPort', 'ip', 'topologyKey'] as const

function elementsOf(before: unknown, after: unknown) {
  const old = before ?? []
  const young = after ?? []
  if (!Array.isArray(old) || !Array.isArray(young) || old.length + young.length === 0) return undefined
  const key = KEYS.find((one) => [...old, ...young].every((element) => isFields(element) && isName(element[one])))
  if (key === undefined) return undefined
  const by = (list: readonly Fields[]) => new Map(list.map((element) => [element[key] as string | number, element]))
  return { key, olds: by(old), news: by(young) }
}

export interface Fields {
  readonly [name: string]: unknown
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isName = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

/** The object with these fields as they were before. */
export function revertedFields(object: unknown, changes: readonly FieldChange[]): unknown {
  return changes.reduce((whole, { path, before }) => withField(whole, path, before), object)
}

function withField(object: unknown, [step, ...rest]: FieldPath, value: unknown): unknown {
  if (step === undefined) return value
  if (typeof step === 'string') {
    const fields = isFields(object) ? object : {}
    const { [step]: inner, ...others } = fields
    const changed = withField(inner, rest, value)
    return changed === undefined ? others : { ...others, [step]: changed }
  }
  const list: readonly unknown[] = Array.isArray(object) ? object : []
  const isIt = (element: unknown): boolean => isFields(element) && element[step.key] === step.value
  const changed = withField(list.find(isIt), rest, value)
  if (changed === undefined) return list.filter((element) => !isIt(element))
  return list.some(isIt) ? list.map((element) => (isIt(element) ? changed : element)) : [...list, changed]
}

/** What turns one object into another as a JSON merge patch (RFC 7396); lists are replaced as a whole. */
export function mergePatch(from: unknown, to: unknown): unknown {
  if (!isFields(from) || !isFields(to)) return to
  const names = new Set([...Object.keys(from), ...Object.keys(to)])
  const changed = [...names].filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]))
  return Object.fromEntries(changed.map((name) => [name, name in to ? mergePatch(from[name], to[name]) : null]))
}
