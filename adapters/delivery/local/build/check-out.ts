import { mkdir, rm } from 'node:fs/promises'
import type { Sha } from '../../../../src/domain/ids.ts'
import { type GitResult, git } from '../git/git.ts'
import { inMirror } from '../git/mirror.ts'

/** Writes exactly the files of a commit into a folder that must not exist; no `.git` comes with them. */
export async function checkOut(mirror: string, sha: Sha, folder: string, signal: AbortSignal): Promise<GitResult> {
  const index = `${folder}.index`
  await mkdir(folder, { recursive: true })
  try {
    return await git([...inMirror(mirror), `--work-tree=${folder}`, 'read-tree', '--reset', '-u', sha], {
      cwd: folder,
      environment: { GIT_INDEX_FILE: index },
      signal,
    })
  } finally {
    await rm(index, { force: true })
  }
}
