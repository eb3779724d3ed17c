import { lstat, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parse } from 'yaml'
import { UnfitError } from '../undertaking.ts'
import { findInside, KUSTOMIZATIONS } from './manifest-folder.ts'

/** What a kustomization is made of; each may be an address for kustomize. */
const MADE_OF = ['resources', 'bases', 'components', 'crds', 'configurations'] as const
/** What runs programs of its own. */
const PROGRAMS = ['generators', 'transformers', 'validators', 'helmCharts', 'helmChartInflationGenerator'] as const
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

async function readKustomization(folder: string, at: string): Promise<Readonly<Record<string, unknown>>> {
  for (const name of KUSTOMIZATIONS) {
    const file = join(folder, name)
    const found = await lstat(file).catch(() => undefined)
    if (!found) continue
    if (!found.isFile() || found.size > MOST_BYTES) throw unfit(`${join(at, name)} is no file, or too large.`)
    const value: unknown = readYaml(await readFile(file, 'utf8'), join(at, name))
    return typeof value === 'object' && value !== null ? { ...value } : {}
  }
  throw unfit(`${at} holds no ${KUSTOMIZATIONS[0]}.`)
}

function readYaml(text: string, name: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 })
  } catch {
    throw unfit(`${name} is no YAML.`)
  }
}

/** Files that are named deeper down, such as patches, may be addresses, too; the texts of patches and labels may not matter. */
function addressIn(value: unknown, key = ''): string | undefined {
  if (typeof value === 'string') return FILE_KEYS.has(key) && isAddress(value) ? value : undefined
  if (Array.isArray(value)) return firstOf(value.map((one) => addressIn(one, key)))
  if (typeof value !== 'object' || value === null) return undefined
  return firstOf(Object.entries(value).map(([name, inner]) => addressIn(inner, name)))
}

const FILE_KEYS = new Set(['path', 'patchesStrategicMerge', 'files', 'envs', 'env', 'replacements', 'openapi'])
const isAddress = (text: string): boolean => /(?:^|=)(?:[a-z][a-z0-9+.-]*:\/\/|git@)/i.test(text)
const firstOf = (all: readonly (string | undefined)[]): string | undefined => all.find((one) => one !== undefined)

const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')

const LONGEST_SHOWN = 120
function notLocal(at: string, entry: string): UnfitError {
  return new UnfitError(
    `The kustomization ${at} is made of ${entry.slice(0, LONGEST_SHOWN)}, which is no file of the commit. Nothing was changed.`,
    'Put it into the repository, or set `manifests.remoteBases: true` of the target; then ask again.',
  )
}

const unfit = (reason: string): UnfitError =>
  new UnfitError(`${reason} Nothing was changed.`, 'Correct the kustomization, then deploy the new commit.')
