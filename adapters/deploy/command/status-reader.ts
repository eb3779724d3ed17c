import type { EnvironmentId, ServiceId } from '../../../src/domain/ids.ts'
import type { Health } from '../../../src/domain/release.ts'
import { confinedEnvironment } from '../../process/child-environment.ts'
import { askCommand } from './ask-command.ts'
import type { CommandMeans } from './command-means.ts'
import { type CommandPlace, placeName } from './command-place.ts'
import { filledCommand } from './filled-command.ts'
import { cannotStart } from './find-program.ts'
import { placeNotes } from './place-notes.ts'
import { type StatusAnswer, statusAnswer } from './status-answer.ts'

/** Asks the status command of a place. */
export interface StatusReader {
  /** `unknown`, with a sentence, where there is none or it does not answer. */
  read(service: ServiceId, environment: EnvironmentId): Promise<StatusAnswer>
}

/** More than any status; the end of it counts. */
const MOST_BYTES = 64 * 1024

export function createStatusReader(means: CommandMeans): StatusReader {
  return {
    async read(service, environment) {
      const place = means.placeOf(service, environment)
      const name = placeName({ service, environment })
      if (!place) return unknown(undefined, `${name} is not deployed by command here.`)
      if (!place.commands.status)
        return unknown(
          place,
          `${service} is deployed by command in ${environment}, without a status command: nobody knows how it is.`,
        )
      return means.looking(() => ask(means, place))
    },
  }
}

async function ask(means: CommandMeans, place: CommandPlace): Promise<StatusAnswer> {
  const folder = await means.folderToLook(place)
  const command = filledCommand(place, 'status', {})
  const [program = ''] = command.argv
  const why = await cannotStart(program, folder, confinedEnvironment(means.confinement, command.env).PATH ?? '')
  if (why !== undefined)
    return unknown(place, `The status command of ${placeName(place)} cannot start: ${program} ${why}.`)
  const answered = await askCommand({
    ...{ command, folder, confinement: means.confinement, mostBytes: MOST_BYTES },
    timeoutMs: place.statusTimeoutSeconds * 1_000,
  })
  if (answered.kind === 'silent')
    return unknown(place, `The status command of ${placeName(place)} ${means.redact(answered.why)}.`)
  return statusAnswer(place, await placeNotes(means.notes, place).read(), answered, means.redact)
}

function unknown(place: CommandPlace | undefined, sentence: string): StatusAnswer {
  const url = place?.url
  const health: Health = { state: 'unknown', sentence, ...(url !== undefined && { url }) }
  return { health, isNamed: false }
}
