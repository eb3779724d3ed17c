import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { BotError } from '../../src/domain/errors.ts'
import type { EventBody, Projection } from '../../src/domain/event.ts'
import { openEmbeddedStore } from './embedded.ts'
import { ownFolder } from './folder-owner.ts'
import { OWNER_ONLY } from './new-database.ts'

/** Thrown when a backup cannot become the database of a folder. Nothing was changed. */
export class NotRestoredError extends BotError {
  override readonly name = 'NotRestoredError'
  readonly code = 'not_restored'
  readonly userMessage: string
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.userMessage = sentence
  }
}

/**
 * Makes an archive the database of a folder that has none. It is unpacked and opened beside first, and takes its place once it is
 * whole and marked as restored: a kill leaves no half of one.
 * @throws {NotRestoredError} {@link FolderInUseError}
 */
export async function loadArchive<Body extends EventBody>(
  archive: string,
  folder: string,
  projections: readonly Projection<object, Body>[],
): Promise<void> {
  if (!existsSync(archive)) throw new NotRestoredError(`There is no file ${archive}.`)
  const disown = await ownFolder(folder)
  try {
    const place = join(folder, 'pglite')
    if (existsSync(place))
      throw new NotRestoredError(
        `There is a database in ${place} already. Move it away first: mv ${place} ${place}.old`,
      )
    const aside = join(folder, 'restoring')
    await rm(aside, { recursive: true, force: true })
    await mkdir(aside, { mode: OWNER_ONLY })
    await unpack(archive, join(aside, 'pglite'))
    await markRestored(archive, aside, projections)
    await rename(join(aside, 'pglite'), place)
    await rm(aside, { recursive: true, force: true })
  } finally {
    await disown()
  }
}

async function unpack(archive: string, folder: string): Promise<void> {
  try {
    // PGlite would leave the fault of a damaged one unhandled.
    const tar = await promisify(gunzip)(await readFile(archive))
    const loadDataDir = new Blob([tar], { type: 'application/x-tar' })
    await (await PGlite.create({ dataDir: folder, loadDataDir })).close()
  } catch (cause) {
    throw new NotRestoredError(`${archive} is no backup of an embedded database, or it is damaged.`, { cause })
  }
}

async function markRestored<Body extends EventBody>(
  archive: string,
  folder: string,
  projections: readonly Projection<object, Body>[],
): Promise<void> {
  const opened = await openEmbeddedStore({ folder, projections })
  try {
    if ((await opened.store.newestPosition()) === 0) throw new NotRestoredError(`${archive} holds no events.`)
    await opened.restored.mark()
  } finally {
    await opened.store.close()
  }
}
