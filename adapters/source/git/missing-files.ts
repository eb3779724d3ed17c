import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sha } from '../../../src/domain/ids.ts'
import { git } from './git.ts'
import { inMirror } from './mirror.ts'

const SUBMODULE = '160000'
const FILE = /^100/
/** Git LFS promises that its pointers are smaller. */
const POINTER_BELOW_BYTES = 1024
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]*\n)*oid sha256:[0-9a-f]{64}\nsize \d+\n$/
const NAMED = 3

interface Entry {
  readonly mode: string
  readonly bytes: number
  readonly path: string
}

/**
 * What a checkout lacks that its commit stands for: the contents of submodules, and of files that lie in Git LFS. As a
 * sentence without its subject; undefined when nothing is missing.
 */
export async function missingFiles(mirror: string, sha: Sha, folder: string): Promise<string | undefined> {
  const listed = await git([...inMirror(mirror), 'ls-tree', '-r', '-z', '--long', '--end-of-options', sha])
  if (!listed.ok) return undefined
  const entries = listed.output.split('\0').filter(Boolean).map(parseEntry)
  const submodules = entries.filter(({ mode }) => mode === SUBMODULE).map(({ path }) => path)
  if (submodules.length > 0) return `has submodules, whose files are not in the repository: ${named(submodules)}`
  const pointers: string[] = []
  for (const { mode, bytes, path } of entries) {
    if (FILE.test(mode) && bytes < POINTER_BELOW_BYTES && (await isPointer(join(folder, path)))) pointers.push(path)
  }
  return pointers.length > 0
    ? `has files in Git LFS, of which the repository holds only pointers: ${named(pointers)}`
    : undefined
}

/** `100644 blob 8c7e…    1234\tsrc/a.ts`; a submodule has a hyphen for its size. */
function parseEntry(line: string): Entry {
  const [facts = '', ...path] = line.split('\t')
  const [mode = '', , , bytes = '0'] = facts.split(/ +/)
  return { mode, bytes: Number(bytes) || 0, path: path.join('\t') }
}

async function isPointer(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return false
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(POINTER_BELOW_BYTES), 0, POINTER_BELOW_BYTES, 0)
    return POINTER.test(buffer.toString('utf8', 0, bytesRead))
  } finally {
    await file.close()
  }
}

function named(paths: readonly string[]): string {
  const more = paths.length - NAMED
  return `${paths.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
