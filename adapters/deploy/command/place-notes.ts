import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { lock } from '../../process/lock-file.ts'
import type { CommandPlace } from './command-place.ts'

const release = z.object({ sha: z.string(), version: z.string() })

/** A command that changes a place: which task it is of, and where its supervisor keeps notes. */
const command = z.object({
  task: z.string(),
  /** With the task it names the run among all that there ever were. */
  run: z.string(),
  verb: z.string(),
  /** The name of its folder. */
  notes: z.string(),
  /** When it is ended at the latest, ISO 8601 in UTC. */
  until: z.string(),
})

const notesSchema = z.object({
  /** The highest fencing token seen: who comes with a lower one is out of date. */
  token: z.int(),
  command: command.optional(),
  /** What was deployed last, and where its files lie. */
  deployed: z.object({ release, folder: z.string(), at: z.string() }).optional(),
})

export type PlaceNotes = z.infer<typeof notesSchema>
export type NotedCommand = z.infer<typeof command>

const NOTHING: PlaceNotes = { token: 0 }

/** What is remembered of a place, beside what the log says: by whichever process of this machine works there. */
export function placeNotes(folder: string, { service, environment }: Pick<CommandPlace, 'service' | 'environment'>) {
  const file = join(folder, service, `${environment}.json`)
  return {
    read: () => read(file),
    /** One at a time. What `change` returns is kept, when it returns something. */
    async change<Result>(
      change: (notes: PlaceNotes) => Promise<{ readonly notes?: PlaceNotes; readonly result: Result }>,
    ): Promise<Result> {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      const held = await lock(`${file}.lock`)
      try {
        const { notes, result } = await change(await read(file))
        if (notes) await write(file, notes)
        return result
      } finally {
        held.release()
      }
    },
  }
}

/** One that is damaged says nothing: whatever runs is found by its own notes. */
async function read(file: string): Promise<PlaceNotes> {
  try {
    return notesSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return NOTHING
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING
    throw error
  }
}

/** Whole or not at all, through a power cut too. */
async function write(file: string, notes: PlaceNotes): Promise<void> {
  const aside = await open(`${file}.new`, 'w', 0o600)
  try {
    await aside.writeFile(JSON.stringify(notes))
    await aside.sync()
  } finally {
    await aside.close()
  }
  await rename(`${file}.new`, file)
}
