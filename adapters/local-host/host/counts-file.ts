import { readFileSync, renameSync, statSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import * as z from 'zod'
import { type CountsRecord, createHourlyCounts, type HourlyCounts } from './hourly-counts.ts'

export interface CountsFile {
  readonly counts: HourlyCounts
  /** Writes them, whole or not at all, if there is anything new. What goes wrong is logged: they are only figures. */
  keep(): Promise<void>
}

/** A place takes up to 25 kB, so this is room for hundreds; whatever is larger was not written here. */
const LARGEST_BYTES = 16 * 1024 * 1024

const count = z.int().min(0)
const schema = z.object({
  since: z.iso.datetime(),
  places: z.record(z.string(), z.array(z.tuple([count, count, count]))),
})

/** Continues from what an earlier host counted. A file that cannot be read is set aside, and never stops a host. */
export function openCountsFile(file: string, now: () => number, log: (line: string) => void): CountsFile {
  const counts = createHourlyCounts(now, readOrSetAside(file, log))
  let kept = counts.changes
  const write = async (): Promise<void> => {
    const { changes } = counts
    if (changes === kept) return
    try {
      await writeWhole(file, JSON.stringify(counts.record()))
      kept = changes
    } catch (error) {
      log(`request counts could not be kept: ${String(error)}`)
    }
  }
  let last = Promise.resolve()
  return {
    counts,
    keep() {
      last = last.then(write)
      return last
    },
  }
}

function readOrSetAside(file: string, log: (line: string) => void): CountsRecord | undefined {
  try {
    if (statSync(file).size > LARGEST_BYTES) throw new Error('it is too large')
    const read = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (!read.success) throw new Error('it holds something else')
    return read.data
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    log(`request counts start from zero; ${file} is set aside, since it cannot be read: ${firstLine(error)}`)
    setAside(file, log)
    return undefined
  }
}

function setAside(file: string, log: (line: string) => void): void {
  try {
    renameSync(file, `${file}.damaged`)
  } catch (error) {
    log(`${file} could not be set aside: ${String(error)}`)
  }
}

/** Apart from the event loop, unlike the host's state: users' requests do not wait for the disk. */
async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(`${file}.new`, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
}

function firstLine(error: unknown): string {
  return String(error).split('\n', 1)[0] ?? ''
}
