import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** An object of Kubernetes, as far as the tests look into it. */
export interface Manifest {
  readonly apiVersion?: string
  readonly kind?: string
  readonly metadata?: { readonly name?: string; readonly namespace?: string }
  readonly spec?: Readonly<Record<string, unknown>>
  readonly rules?: readonly unknown[]
  readonly subjects?: readonly unknown[]
  readonly roleRef?: unknown
}

export const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8')

/** Every file of a folder and of those below, by its path from the root of the repository. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(ROOT.length))
    .toSorted()
}

/** @throws when the text is no YAML. */
export function manifestsOf(text: string): readonly Manifest[] {
  return parseAllDocuments(text).map((document) => {
    const [error] = document.errors
    if (error) throw error
    return document.toJS() as Manifest
  })
}

/** The manifests in a page's block that starts after a heading. */
export function manifestsUnder(page: string, heading: string): readonly Manifest[] {
  const below = read(page).split(`\n${heading}\n`)[1] ?? ''
  return manifestsOf(/```yaml\n([\s\S]*?)```/.exec(below)?.[1] ?? '')
}
