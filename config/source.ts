import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import type { ConfigProblem } from './problem.ts'

export type Path = readonly PropertyKey[]

/** Where a setting comes from. */
export type Place = Pick<ConfigProblem, 'file' | 'line' | 'variable'>

/** Settings as they were written, before anything is checked, and where each of them stands. */
export interface Source {
  readonly value: unknown
  readonly problems: readonly ConfigProblem[]
  /** The place of a setting, or of the nearest part around it. */
  locate(path: Path): Place
}

/** Far more than any settings need. */
const LARGEST_FILE_CHARACTERS = 2_000_000

export function readYaml(text: string, file: string): Source {
  if (text.length > LARGEST_FILE_CHARACTERS) return tooLarge(file)
  const lines = new LineCounter()
  // The parser compares each key with all before it; `repeatedKeys` does not.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false })
  const placeAt = (offset: number): Place => ({ file, line: lines.linePos(offset).line })
  const problems = document.errors.map((error) => ({
    ...placeAt(error.pos[0]),
    key: '',
    problem: firstLine(error.message),
    remedy: 'Fix the YAML here.',
  }))
  for (const offset of repeatedKeys(document))
    problems.push({ ...placeAt(offset), key: '', problem: 'Map keys must be unique', remedy: 'Fix the YAML here.' })
  if (problems.length > 0) return { value: {}, problems, locate: () => ({ file }) }
  const value = valueIn(document)
  if (value instanceof Error) {
    const [first] = aliasesIn(document)
    const known = { ...placeAt(first ?? 0), key: '', problem: firstLine(value.message), remedy: 'Fix the YAML here.' }
    return { value: {}, problems: [known], locate: () => ({ file }) }
  }
  const offsetOf = offsetsIn(document.contents)
  return {
    value: value ?? {},
    problems,
    locate(path) {
      const offset = offsetOf(path)
      return offset === undefined ? { file } : placeAt(offset)
    },
  }
}

/** What is written, or why an alias of it cannot be followed: it is unknown, or they would come to too much. */
function valueIn(document: Document.Parsed): unknown {
  try {
    return document.toJS()
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
}

function aliasesIn(document: Document.Parsed): readonly number[] {
  const offsets: number[] = []
  visit(document, { Alias: (_, { range }) => void offsets.push(range?.[0] ?? 0) })
  return offsets
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+.*$/, '')
}

function tooLarge(file: string): Source {
  const problem = `is larger than ${LARGEST_FILE_CHARACTERS / 1_000_000} million characters`
  const remedy = 'Name the file that holds the settings: --config, or SHIPMATE_CONFIG.'
  return { value: {}, problems: [{ file, key: '', problem, remedy }], locate: () => ({ file }) }
}

/** Where keys stand that their map has already. */
function repeatedKeys(document: Document): readonly number[] {
  const offsets: number[] = []
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) offsets.push(key.range?.[0] ?? 0)
        seen.add(key.value)
      }
    },
  })
  return offsets
}

/**
 * Where a part starts: its key in a map, its value in a list. A missing part counts as where the part around it is.
 * Each map is read once, however many of its keys are asked for.
 */
function offsetsIn(contents: ParsedNode | null): (path: Path) => number | undefined {
  const known = new Map<YAMLMap.Parsed, ReadonlyMap<string, Placed>>()
  const partsOf = (map: YAMLMap.Parsed): ReadonlyMap<string, Placed> => {
    const parts = known.get(map) ?? partsIn(map)
    known.set(map, parts)
    return parts
  }
  return (path) => {
    let at: Placed = { node: contents }
    for (const step of path) {
      const next = isMap(at.node) ? partsOf(at.node).get(String(step)) : itemOf(at.node, step)
      if (next === undefined) return at.begins
      at = next
    }
    return at.begins
  }
}

interface Placed {
  readonly node: ParsedNode | null
  readonly begins?: number
}

function partsIn({ items }: YAMLMap.Parsed): ReadonlyMap<string, Placed> {
  return new Map(
    items.flatMap(({ key, value }) =>
      isScalar(key) ? [[String(key.value), { node: value, begins: key.range[0] }] as const] : [],
    ),
  )
}

function itemOf(node: ParsedNode | null, step: PropertyKey): Placed | undefined {
  const item = isSeq(node) ? node.items[Number(step)] : undefined
  return item && { node: item, begins: item.range[0] }
}
