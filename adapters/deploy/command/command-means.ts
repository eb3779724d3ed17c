import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { bulkhead } from 'cockatiel'
import type { EnvironmentId, ServiceId } from '../../../src/domain/ids.ts'
import type { CommandPlace } from './command-place.ts'
import { placeNotes } from './place-notes.ts'
import type { RunParts } from './run-once.ts'

export interface CommandTargetParts extends Omit<RunParts, 'notes' | 'commands'> {
  /** The bot's own files lie under it. */
  readonly dataFolder: string
  /** Where releases lie. */
  readonly releases: string
  readonly places: readonly CommandPlace[]
}

/** What the parts of this target share. */
export interface CommandMeans extends RunParts {
  readonly releases: string
  readonly placeOf: (service: ServiceId, environment: EnvironmentId) => CommandPlace | undefined
  /** Where a command that only looks runs. */
  readonly folderToLook: (place: CommandPlace) => Promise<string>
  /** Commands that only look, so many at a time. */
  readonly looking: <Result>(look: () => Promise<Result>) => Promise<Result>
}

/** Each is a process or more on this machine. */
const MOST_LOOKS = 16

export function commandMeans({ dataFolder, places, ...parts }: CommandTargetParts): CommandMeans {
  const folder = join(dataFolder, 'commands', 'targets')
  const notes = join(folder, 'places')
  const empty = join(parts.releases, 'commands', 'looking')
  const looks = bulkhead(MOST_LOOKS, Number.POSITIVE_INFINITY)
  return {
    ...parts,
    notes,
    commands: join(folder, 'runs'),
    placeOf: (service, environment) =>
      places.find((place) => place.service === service && place.environment === environment),
    async folderToLook(place) {
      const { deployed } = await placeNotes(notes, place).read()
      if (place.folder !== undefined) return place.folder
      if (deployed && existsSync(deployed.folder)) return deployed.folder
      await mkdir(empty, { recursive: true })
      return empty
    },
    looking: (look) => looks.execute(look),
  }
}
