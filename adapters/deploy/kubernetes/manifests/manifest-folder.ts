import { lstat, readdir, readFile, realpath } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { UnfitError } from '../undertaking.ts'
import type { ManifestText } from './parse-manifests.ts'

const MOST_FILES = 200
const MOST_BYTES = 4 * 1024 * 1024
export const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const

/**
 * The folder with the manifests inside of a checkout, or the one file of them. Links that lead out of the checkout lead
 * nowhere. @throws {UnfitError} where there is none.
 */
export async function findInside(root: string, path: string): Promise<string> {
  const [whole, found] = await Promise.all([realpath(root), realpath(join(root, path)).catch(() => undefined)])
  const inside = found === undefined ? '..' : relative(whole, found)
  if (found === undefined || inside.startsWith('..'))
    throw new UnfitError(
      `The commit has no ${path}. Nothing was changed.`,
      'Add it, or correct `manifests.path` of the target in the configuration; then ask again.',
    )
  return found
}

/** The YAML files of a folder, not of those in it, as `kubectl apply -f` takes them. @throws {UnfitError} */
export async function readManifestFolder(root: string, path: string): Promise<readonly ManifestText[]> {
  const found = await findInside(root, path)
  if ((await lstat(found)).isFile()) return [{ name: path, text: await textOf(found, path) }]
  const names = (await readdir(found)).filter((name) => /\.ya?ml$/.test(name)).toSorted()
  const kustomization = KUSTOMIZATIONS.find((name) => names.includes(name))
  if (kustomization !== undefined)
    throw new UnfitError(
      `${join(path, kustomization)} makes a kustomization of the manifests. Nothing was changed.`,
      'Set `manifests.kustomize: true` of the target in the configuration; then ask again.',
    )
  if (names.length === 0)
    throw new UnfitError(`${path} holds no YAML file. Nothing was changed.`, 'Add the manifests, then ask again.')
  if (names.length > MOST_FILES) throw tooMuch(path)
  const texts: ManifestText[] = []
  for (const name of names) {
    const file = join(path, name)
    texts.push({ name: file, text: await textOf(await findInside(root, file), file) })
  }
  if (texts.reduce((bytes, { text }) => bytes + Buffer.byteLength(text), 0) > MOST_BYTES) throw tooMuch(path)
  return texts
}

async function textOf(file: string, name: string): Promise<string> {
  const found = await lstat(file)
  if (!found.isFile() || found.size > MOST_BYTES) throw tooMuch(name)
  return readFile(file, 'utf8')
}

function tooMuch(path: string): UnfitError {
  return new UnfitError(
    `${path} holds more than ${MOST_FILES} files or ${MOST_BYTES / 1024 / 1024} MB. Nothing was changed.`,
    'Name a folder with the manifests of this service alone; then ask again.',
  )
}
