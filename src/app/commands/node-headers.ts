import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const INSTALLED = fileURLToPath(new URL('../../../node_modules/node/node_modules', import.meta.url))

/**
 * The Node that npm brings has 67 MB of headers for addons in C++ beside it, a third of its size; nobody compiles any here.
 *
 * @param installed The folder with Node's own package for each platform.
 */
export async function removeNodeHeaders(installed: string = INSTALLED): Promise<void> {
  const packages = await readdir(installed).catch(() => [])
  const headers = packages.filter((name) => name.startsWith('node-')).map((name) => join(installed, name, 'include'))
  await Promise.all(headers.map((folder) => rm(folder, { recursive: true, force: true })))
}
