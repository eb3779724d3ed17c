import { writeFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'

/**
 * A process of its own that makes an empty database in a folder and, if an archive is named, packs the same into it.
 * Making one takes PGlite 400 MB that a process never gives back.
 */
const [folder = '', archive] = process.argv.slice(2)
const database = await PGlite.create(folder)
if (archive !== undefined) await writeFile(archive, (await database.dumpDataDir('gzip')).stream())
await database.close()
