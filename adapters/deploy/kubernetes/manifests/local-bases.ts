import { lstat, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parseDocument, visit } from 'yaml'
import { UnfitError } from '../undertaking.ts'
import { KUSTOMIZATION_KEYS } from './kustomization-keys.ts'
import { findInside, KUSTOMIZATIONS } from './manifest-folder.ts'

/** What a kustomization is made of; each may be an address for kustomize. */
const MADE_OF = ['resources', 'bases', 'components', 'crds', 'configurations']
/** What runs programs of its own. */
const PROGRAMS = ['generators', 'transformers', 'validators', 'helmCharts', 'helmChartInflationGenerator']
const MOST_FOLDERS = 50
const MOST_BYTES = 1024 * 1024

/**
 * Makes sure that a kustomization is made of files of its commit alone, and runs nothing.
 * @param root The checkout. @param path The folder of the kustomization in it.
 * @throws {UnfitError} with the first thing that is not so.
 */
export async function checkLocalBases(root: string, path: string): Promise<void> {
  const seen = new Set<string>()
  const open = [path]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const folder = await findInside(root, at)
    if (seen.has(folder)) continue
    seen.add(folder)
    if (seen.size > MOST_FOLDERS) throw unfit(`The kustomization ${path} is made of more than ${MOST_FOLDERS} folders.`)
    const kustomization = await readKustomization(folder, at)
    for (const key of PROGRAMS)
      if (kustomization[key] !== undefined)
        throw unfit(`The kustomization ${at} has ${key}, which run programs or fetch charts.`)
    for (const entry of MADE_OF.flatMap((key) => textsIn(kustomization[key]))) {
      const inside = await findInside(root, join(at, entry)).catch(() => undefined)
      if (inside === undefined) throw notLocal(at, entry)
      if ((await lstat(inside)).isDirectory()) open.push(relative(await findInside(root, '.'), inside) || '.')
    }
    const address = addressIn(kustomization)
    if (address !== undefined) throw notLocal(at, address)
  }
}

async function readKustomization(folder: string, at: string): Promise<Readonly<Record<string, readonly unknown[]>>> {
  for (const name of KUSTOMIZATIONS) {
    const file = join(folder, name)
    const found = await lstat(file).catch(() => undefined)
    if (!found) continue
    if (!found.isFile() || found.size > MOST_BYTES) throw unfit(`${join(at, name)} is no file, or too large.`)
    const value: unknown = readYaml(await readFile(file, 'utf8'), join(at, name))
    return withKnownKeys(value, at)
  }
  throw unfit(`${at} holds no ${KUSTOMIZATIONS[0]}.`)
}

function readYaml(text: string, name: string): unknown {
  const document = parseDocument(text, { merge: true })
  let isTagged = false
  visit(document, {
    Node(_, { tag }) {
      isTagged ||= tag !== undefined
    },
  })
  // An address that is written as !!binary is none to be seen.
  if (isTagged) throw unfit(`${name} gives a value a type of its own, such as !!binary.`)
  if (document.errors.length > 0) throw unfit(`${name} is no YAML.`)
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    throw unfit(`${name} is no YAML.`)
  }
}

/** Its fields, under the names that kustomize reads them by. @throws {UnfitError} for a name that is none. */
function withKnownKeys(value: unknown, at: string): Readonly<Record<string, readonly unknown[]>> {
  if (typeof value !== 'object' || value === null) return {}
  const known: Record<string, unknown[]> = {}
  for (const [written, inner] of Object.entries(value)) {
    const key = KUSTOMIZATION_KEYS.find((one) => folded(one) === folded(written))
    if (key === undefined)
      throw unfit(
        `The kustomization ${at} has ${written.slice(0, LONGEST_SHOWN)}, which is no field of a kustomization.`,
      )
    known[key] = [...(known[key] ?? []), ...(Array.isArray(inner) ? inner : [inner])]
  }
  return known
}

/** As kustomize compares the names of fields, which is blind to upper and lower case. */
const folded = (name: string): string => name.toUpperCase().toLowerCase()

/** Files that are named deeper down, such as patches, may be addresses, too; the texts of patches and labels may not matter. */
function addressIn(value: unknown, key = ''): string | undefined {
  if (typeof value === 'string') return FILE_KEYS.has(folded(key)) && isAddress(value) ? value : undefined
  if (Array.isArray(value)) return firstOf(value.map((one) => addressIn(one, key)))
  if (typeof value !== 'object' || value === null) return undefined
  return firstOf(Object.entries(value).map(([name, inner]) => addressIn(inner, name)))
}

const FILE_KEYS = new Set(
  ['path', 'patchesStrategicMerge', 'files', 'envs', 'env', 'replacements', 'openapi'].map(folded),
)
const isAddress = (text: string): boolean => /(?:^|=)(?:[a-z][a-z0-9+.-]*:\/\/|git@)/i.test(text)
const firstOf = (all: readonly (string | undefined)[]): string | undefined => all.find((one) => one !== undefined)

const textsIn = (values: readonly unknown[] = []): readonly string[] =>
  values.filter((one): one is string => typeof one === 'string')

const LONGEST_SHOWN = 120
function notLocal(at: string, entry: string): UnfitError {
  return new UnfitError(
    `The kustomization ${at} is made of ${entry.slice(0, LONGEST_SHOWN)}, which is no file of the commit. Nothing was changed.`,
    'Put it into the repository, or set `manifests.remoteBases: true` of the target; then ask again.',
  )
}

const unfit = (reason: string): UnfitError =>
  new UnfitError(`${reason} Nothing was changed.`, 'Correct the kustomization, then deploy the new commit.')
