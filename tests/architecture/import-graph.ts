import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** One file importing another; both as paths from the root of the project. */
export interface Import {
  readonly from: string
  readonly to: string
  /** Gone when the program runs. */
  readonly typeOnly: boolean
}

/** `import … from '…'`, `export … from '…'`, `import '…'`, as Biome lays them out: each at the beginning of a line. */
const STATEMENT = /^(?:import|export)\s(?:([^'";]*?)\sfrom\s)?['"](\.[^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"](\.[^'"]+)['"]\s*\)/g

/** Every import of one of our files by another, in the folders given. */
export function importsIn(root: string, folders: readonly string[]): readonly Import[] {
  const files = globSync(
    folders.map((folder) => `${folder}/**/*.ts`),
    { cwd: root },
  )
  return files.flatMap((from) => importsOf(from, readFileSync(join(root, from), 'utf8')))
}

export function importsOf(from: string, text: string): readonly Import[] {
  const resolved = (to: string): string => normalize(join(dirname(from), to))
  const statements = [...text.matchAll(STATEMENT)].map(([, clause = '', to = '']) => ({
    from,
    to: resolved(to),
    typeOnly: isTypeOnly(clause),
  }))
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, to = '']) => ({ from, to: resolved(to), typeOnly: false }))
  return [...statements, ...dynamic]
}

/** `type { A }` or `{ type A, type B }`. */
function isTypeOnly(clause: string): boolean {
  if (clause.startsWith('type ')) return true
  const names = /^\{([^}]*)\}$/
    .exec(clause.trim())?.[1]
    ?.split(',')
    .map((name) => name.trim())
  return names?.every((name) => name === '' || name.startsWith('type ')) ?? false
}

/** `src/cards`, `adapters/store`, `jobs/agents/core`: what a file lies in, where what may import what is said of. */
export function folderOf(file: string): string {
  const [top = '', second = '', third = '', fourth] = file.split('/')
  if (top === 'src' || top === 'adapters') return `${top}/${second}`
  if (top === 'jobs') return fourth === undefined ? `${top}/${second}` : `${top}/${second}/${third}`
  return top
}

/** Folders that import each other, as `one ↔ other`. */
export function mutualPairs(imports: readonly Import[]): readonly string[] {
  const pairs = new Set(imports.map(({ from, to }) => `${folderOf(from)} → ${folderOf(to)}`))
  return [...pairs].flatMap((pair) => {
    const [from = '', to = ''] = pair.split(' → ')
    return from < to && pairs.has(`${to} → ${from}`) ? [`${from} ↔ ${to}`] : []
  })
}

/** Files that import themselves through others, as one path each; imports of types alone count too. */
export function cyclesIn(imports: readonly Import[]): readonly string[] {
  const next = Map.groupBy(imports, ({ from }) => from)
  const finished = new Set<string>()
  const cycles: string[] = []

  function visit(file: string, path: readonly string[]): void {
    const begins = path.indexOf(file)
    if (begins >= 0) cycles.push([...path.slice(begins), file].join(' → '))
    if (begins >= 0 || finished.has(file)) return
    for (const { to } of next.get(file) ?? []) visit(to, [...path, file])
    finished.add(file)
  }

  for (const file of next.keys()) visit(file, [])
  return cycles
}
