import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandNotes } from '../../src/ports/command-runner.ts'

/** The folder of a command is named for its run, its step and its try. */
const RUN = /^(TASK-\d+-[0-9a-f]{16})-/

/** @param folder Holds a folder for each try of a command. */
export function createCommandNotes(folder: string): CommandNotes {
  const entries = (): Promise<readonly string[]> => readdir(folder).catch(noneYet)
  return {
    async noted() {
      return [...new Set((await entries()).flatMap((name) => RUN.exec(name)?.[1] ?? []))]
    },
    async forget(run) {
      const its = (await entries()).filter((name) => name.startsWith(`${run}-`))
      await Promise.all(its.map((name) => rm(join(folder, name), { recursive: true, force: true })))
    },
  }
}

function noneYet(error: NodeJS.ErrnoException): readonly string[] {
  if (error.code === 'ENOENT') return []
  throw error
}
