import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml'
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

export function readYaml(text: string, file: string): Source {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const placeAt = (offset: number): Place => ({ file, line: lines.linePos(offset).line })
  const problems = document.errors.map((error) => ({
    ...placeAt(error.pos[0]),
    key: '',
    problem: firstLine(error.message),
    remedy: 'Correct the YAML here.',
  }))
  if (problems.length > 0) return { value: {}, problems, locate: () => ({ file }) }
  return {
    value: document.toJS() ?? {},
    problems,
    locate(path) {
      const offset = offsetOf(document.contents, path)
      return offset === undefined ? { file } : placeAt(offset)
    },
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+.*$/, '')
}

/** Where a part begins: its key in a map, its value in a list. A part that is missing is where the one around it is. */
function offsetOf(node: ParsedNode | null, path: Path, begins?: number): number | undefined {
  const [step, ...rest] = path
  if (step === undefined || node === null) return begins
  if (isSeq(node)) {
    const item = node.items[Number(step)]
    return item === undefined ? begins : offsetOf(item, rest, item.range[0])
  }
  if (!isMap(node)) return begins
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
  return pair === undefined ? begins : offsetOf(pair.value, rest, pair.key.range[0])
}
