import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Changes whenever a ref of the repository in `gitFolder` does: HEAD, the packed refs (or the tables of reftable), and
 * every loose ref. Reading them takes far less time than starting git.
 */
export async function refsFingerprint(gitFolder: string, headFolder: string): Promise<string> {
  const parts = await Promise.all([
    readFile(join(headFolder, 'HEAD'), 'utf8').catch(() => ''),
    stamp(join(gitFolder, 'packed-refs')),
    readFile(join(gitFolder, 'reftable', 'tables.list'), 'utf8').catch(() => ''),
    looseRefs(join(gitFolder, 'refs')),
  ])
  return parts.join('\0')
}

async function looseRefs(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const parts = entries
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(async (entry) => {
      const path = join(folder, entry.name)
      const value = entry.isDirectory() ? await looseRefs(path) : await readFile(path, 'utf8').catch(() => '')
      return `${entry.name}=${value}`
    })
  return (await Promise.all(parts)).join('\n')
}

async function stamp(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return found ? `${found.ino}:${found.size}:${found.mtimeNs}` : ''
}
