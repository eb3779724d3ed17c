import { execFile } from 'node:child_process'
import { cpSync, existsSync, openAsBlob, readFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** An empty database that new ones are copied from: for a folder, and as PGlite loads it into memory. */
interface Template {
  readonly folder: string
  readonly archive: string
}

const INIT_DATABASE = fileURLToPath(new URL('./init-database.ts', import.meta.url))
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/shipmate', import.meta.url))
const PGLITE = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'))

/** PGlite makes files that every user of the machine may read and write; only this process's user may get to them. */
export const OWNER_ONLY = 0o700

/** Puts an empty database where no folder is yet, under its name once it is complete: a kill leaves no half of one. */
export async function createDatabaseFolder(folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: OWNER_ONLY })
  const template = await prepareTemplate()
  // A thousand small files: waiting for each of them would take six times as long.
  if (template) cpSync(template.folder, unfinished, { recursive: true })
  else await initDatabase(unfinished)
  await rename(unfinished, folder)
}

/** An empty database for PGlite to load; undefined where none can be kept: then it makes its own. */
export async function emptyDatabase(): Promise<Blob | undefined> {
  const template = await prepareTemplate()
  return template && openAsBlob(template.archive, { type: 'application/x-gzip' })
}

/**
 * Makes the template of this version of PGlite unless it is there: making a database takes seconds, copying one does not.
 * Undefined where nothing can be kept beside the libraries.
 */
export async function prepareTemplate(): Promise<Template | undefined> {
  const place = join(CACHE, `empty-pglite-${JSON.parse(readFileSync(PGLITE, 'utf8')).version}`)
  const template = templateIn(place)
  // One that may not be read, since another user installed the libraries, is not there either.
  return existsSync(template.archive) || (await makeTemplate(place)) ? template : undefined
}

const templateIn = (place: string): Template => ({ folder: join(place, 'data'), archive: join(place, 'data.tar.gz') })

/** False when it could not be kept. */
async function makeTemplate(place: string): Promise<boolean> {
  const unfinished = `${place}.${process.pid}`
  const { folder, archive } = templateIn(unfinished)
  try {
    await mkdir(unfinished, { recursive: true, mode: OWNER_ONLY })
    await initDatabase(folder, archive)
    await rename(unfinished, place)
    return true
  } catch {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined)
    // Somebody else may have been quicker, and theirs is the same.
    return existsSync(templateIn(place).archive)
  }
}

/** In a process of its own, which takes with it the 400 MB that PGlite needs for this. */
async function initDatabase(...folderAndArchive: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [INIT_DATABASE, ...folderAndArchive])
}
