import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { tryLock } from '../../process/lock-file.ts'

/** Commits of one service whose logs stay: with 40 MB each at most, a bounded part of the disk. */
const KEPT_COMMITS = 20
const LOG = /^([0-9a-f]{40,64})(?:\.build)?\.log$/

interface TestedCommit {
  readonly sha: string
  readonly files: readonly string[]
  /** When the last of them was written. */
  readonly at: number
}

/** Removes what was printed by tests of commits, except of those that were tested last. */
export async function pruneTestLogs(folder: string): Promise<void> {
  const old = (await testedIn(folder)).slice(KEPT_COMMITS)
  await Promise.all(old.map((commit) => remove(folder, commit)))
}

/** The last one first. */
async function testedIn(folder: string): Promise<readonly TestedCommit[]> {
  const names = (await readdir(folder)).filter((name) => LOG.test(name))
  const shaOf = (name: string): string => LOG.exec(name)?.[1] ?? ''
  const bySha = Map.groupBy(names, shaOf)
  const commits = [...bySha].map(async ([sha, own]): Promise<TestedCommit> => {
    const files = own.map((name) => join(folder, name))
    // One that another process has removed meanwhile is as old as can be.
    const times = await Promise.all(
      files.map((path) =>
        stat(path).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        ),
      ),
    )
    return { sha, files, at: Math.max(...times) }
  })
  return (await Promise.all(commits)).sort((one, other) => other.at - one.at)
}

/** One that is tested at this moment keeps its logs. */
async function remove(folder: string, { sha, files }: TestedCommit): Promise<void> {
  const held = tryLock(join(folder, `${sha}.lock`))
  if (!held) return
  try {
    await Promise.all(files.map((path) => rm(path, { force: true })))
  } finally {
    held.release()
  }
}
