import { isDeepStrictEqual } from 'node:util'
import type { ForeseenChange, HowChanged } from '../../../../src/domain/plans/foreseen.ts'
import { oneLine } from '../one-line.ts'
import { imageChange } from './image-change.ts'
import { withoutNoise } from './without-noise.ts'

type Fields = { readonly [key: string]: unknown }
/** A key, or the name of an element of a list. */
type Step = string | { readonly element: string }

/** Where two objects differ. */
interface Difference {
  readonly path: readonly Step[]
  readonly before: unknown
  readonly after: unknown
}

/**
 * What an object of a cluster would become, in changes that people care about. Values are never told: only images, numbers
 * of replicas, and the names of what else differs.
 */
export function differences(before: unknown, after: unknown): readonly ForeseenChange[] {
  const [from, to] = [withoutNoise(before), withoutNoise(after)]
  const kind = textOf(to.kind) || textOf(from.kind)
  const name = textOf(fieldsOf(to.metadata).name) || textOf(fieldsOf(from.metadata).name)
  const isAlone = listOf(from, 'containers').length < 2 && listOf(to, 'containers').length < 2
  const found = between(from, to, []).map((one) => changeOf(one, { kind, name, isAlone }))
  // A variable with two parts that differ is one change.
  return [...new Map(found.map((change) => [JSON.stringify(change), change])).values()]
}

interface About {
  readonly kind: string
  readonly name: string
  /** Its pods have one container. */
  readonly isAlone: boolean
}

function changeOf({ path, before, after }: Difference, { kind, name, isAlone }: About): ForeseenChange {
  const how = howChanged(before, after)
  const last = path.at(-1)
  if (typeof before === 'number' && typeof after === 'number' && pathText(path) === 'spec.replicas')
    return { what: 'replicas', of: name, from: before, to: after }
  const container = elementIn(path, 'containers')
  if (container !== undefined && last === 'image' && typeof before === 'string' && typeof after === 'string')
    return { what: 'image', ...(!isAlone && { container }), ...imageChange(before, after) }
  const variable = elementIn(path, 'env')
  if (variable !== undefined) return { what: 'variable', name: variable, how: isWhole(path, 'env') ? how : 'changed' }
  const [first, key] = path
  if (kind === 'ConfigMap' && (first === 'data' || first === 'binaryData') && typeof key === 'string')
    return { what: 'entry', of: name, key: oneLine(key), how }
  return { what: 'field', of: `${kind} ${name}`, field: shortened(oneLine(pathText(path))), how }
}

/** Lists and maps whose parts are told one by one, also where there were none before. */
const TOLD_BY_PART = ['env', 'data', 'binaryData']

function between(before: unknown, after: unknown, path: readonly Step[]): readonly Difference[] {
  if (isDeepStrictEqual(before, after)) return []
  const last = path.at(-1)
  const isByPart = typeof last === 'string' && TOLD_BY_PART.includes(last)
  const [from, to] = isByPart ? [before ?? emptyLike(after), after ?? emptyLike(before)] : [before, after]
  if (isFields(from) && isFields(to)) return betweenFields(from, to, path, (key) => key)
  const [own, other] = [byName(from), byName(to)]
  if (own && other) return betweenFields(own, other, path, (element) => ({ element }))
  return [{ path, before, after }]
}

function betweenFields(
  before: Fields,
  after: Fields,
  path: readonly Step[],
  step: (key: string) => Step,
): readonly Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key) => between(before[key], after[key], [...path, step(key)]))
}

/** Lists of the API are known by the names of their elements. Undefined where one has no name, or two have the same. */
function byName(value: unknown): Fields | undefined {
  if (!Array.isArray(value)) return undefined
  const named = value.flatMap((one) =>
    isFields(one) && typeof one.name === 'string' ? [[one.name, one] as const] : [],
  )
  const isWhole = named.length === value.length && new Set(named.map(([name]) => name)).size === value.length
  return isWhole ? Object.fromEntries(named) : undefined
}

const emptyLike = (value: unknown): unknown => (Array.isArray(value) ? [] : {})

function howChanged(before: unknown, after: unknown): HowChanged {
  if (before === undefined) return 'added'
  return after === undefined ? 'removed' : 'changed'
}

/** The name of the element of a list that the path leads into. */
function elementIn(path: readonly Step[], list: string): string | undefined {
  const step = path[path.indexOf(list) + 1]
  return path.includes(list) && typeof step === 'object' ? step.element : undefined
}

/** Whether the path ends at the element itself. */
const isWhole = (path: readonly Step[], list: string): boolean => path.indexOf(list) === path.length - 2

/** `spec.template.spec.containers[web].resources` */
function pathText(path: readonly Step[]): string {
  return path
    .map((step) => (typeof step === 'object' ? `[${step.element}]` : `.${step}`))
    .join('')
    .slice(1)
}

const LONGEST_FIELD = 120
const shortened = (text: string): string =>
  text.length > LONGEST_FIELD ? `${text.slice(0, LONGEST_FIELD - 1)}…` : text

function listOf(object: Fields, list: string): readonly unknown[] {
  const found = fieldsOf(fieldsOf(fieldsOf(object.spec).template).spec)[list]
  return Array.isArray(found) ? found : []
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
