import { BotError } from '../../../src/domain/errors.ts'
import { linesWanted } from '../../../src/domain/log-lines.ts'
import type { ServiceLogs } from '../../../src/ports/service-logs.ts'
import { confinedEnvironment } from '../../process/child-environment.ts'
import { timedLines } from '../timed-lines.ts'
import { askCommand } from './ask-command.ts'
import type { CommandMeans } from './command-means.ts'
import { placeName } from './command-place.ts'
import { filledCommand } from './filled-command.ts'
import { cannotStart } from './find-program.ts'

/** Some ten thousand lines. */
const MOST_BYTES = 2 * 1024 * 1024

/** Thrown when the logs command of a place does not do what it is for. */
export class NoLogsError extends BotError {
  override readonly name = 'NoLogsError'
  readonly code = 'no_logs'
  readonly userMessage: string
  constructor(sentence: string) {
    super(sentence)
    this.userMessage = sentence
  }
}

/** Reads what the logs command of a place writes. */
export function createCommandLogs(means: CommandMeans): ServiceLogs {
  return {
    async lines(service, environment, query, signal) {
      const place = means.placeOf(service, environment)
      const what = `The logs command of ${placeName({ service, environment })}`
      if (!place?.commands.logs) return { lines: [], isCut: false }
      const folder = await means.folderToLook(place)
      const command = filledCommand(place, 'logs', { count: String(query.count) })
      const [program = ''] = command.argv
      const why = await cannotStart(program, folder, confinedEnvironment(means.confinement, command.env).PATH ?? '')
      if (why !== undefined) throw new NoLogsError(`${what} cannot start: ${program} ${why}.`)
      const answered = await means.looking(() =>
        askCommand({
          ...{ command, folder, confinement: means.confinement, mostBytes: MOST_BYTES, signal },
          timeoutMs: place.statusTimeoutSeconds * 1_000,
        }),
      )
      if (answered.kind === 'silent') throw new NoLogsError(`${what} ${means.redact(answered.why)}.`)
      if (answered.exitCode !== 0) throw new NoLogsError(`${what} ended with exit code ${answered.exitCode}.`)
      return linesWanted(timedLines(answered.out), query, answered.isCut)
    },
  }
}
