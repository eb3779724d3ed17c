import { existsSync } from 'node:fs'
import { link, open, rm } from 'node:fs/promises'
import type { OpenStore } from '../../../adapters/store/store.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { type Backup, NoBackupError } from '../../ports/backup.ts'

const OWNER_ONLY = 0o600

/** Under its name once it is whole, and never over another file. */
export function backupOf({ archive }: OpenStore<ShipmateEvent>): Backup {
  return async (file) => {
    if (!archive)
      throw new NoBackupError(
        'The database is a PostgreSQL server: use pg_dump (docs/operating.md, Backups and restore).',
      )
    if (existsSync(file)) throw new NoBackupError(`There is a file ${file} already.`)
    const unfinished = `${file}.unfinished`
    try {
      const bytes = await archive()
      await write(unfinished, bytes)
      await link(unfinished, file)
      return bytes.length
    } catch (cause) {
      throw new NoBackupError(`${file} cannot be written: ${cause instanceof Error ? cause.message : cause}.`, {
        cause,
      })
    } finally {
      await rm(unfinished, { force: true })
    }
  }
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  await rm(file, { force: true })
  const handle = await open(file, 'wx', OWNER_ONLY)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
