import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbeddedStore } from '../../../../adapters/store/embedded.ts'
import { FolderInUseError } from '../../../../adapters/store/folder-owner.ts'
import { openPostgresStore } from '../../../../adapters/store/postgres.ts'
import type { OpenStore } from '../../../../adapters/store/store.ts'
import type { Config } from '../../../../config/config.ts'
import { BotError } from '../../../domain/errors.ts'
import type { ShipmateEvent } from '../../../domain/events.ts'
import { projections } from '../../../domain/projections.ts'

type OpenLog = Pick<OpenStore<ShipmateEvent>, 'audit' | 'store'>

/** Thrown when there is no log to read, or not now. */
export class LogUnavailableError extends BotError {
  override readonly name = 'LogUnavailableError'
  readonly code = 'log_unavailable'
  readonly userMessage: string
  constructor(userMessage: string, options?: ErrorOptions) {
    super(userMessage, options)
    this.userMessage = userMessage
  }
}

/**
 * Opens the log that is configured, gives it to `work` and closes it. One on PostgreSQL can be read while bots run.
 * @throws {LogUnavailableError} when there is none, or a running bot has the embedded database.
 */
export async function withLog<Result>(config: Config, work: (log: OpenLog) => Promise<Result>): Promise<Result> {
  const log = await openLog(config)
  try {
    return await work(log)
  } finally {
    await log.store.close()
  }
}

async function openLog({ store, dataDir }: Config): Promise<OpenLog> {
  switch (store.kind) {
    case 'memory':
      throw new LogUnavailableError('With store: memory there is no log to read: it is forgotten when the bot stops.')
    case 'postgres':
      return openPostgresStore({ url: store.url.reveal(), projections, onError: () => {} })
    case 'embedded': {
      if (!existsSync(join(dataDir, 'pglite')))
        throw new LogUnavailableError(`There is no log in ${dataDir}. If there should be one, look at \`dataDir\`.`)
      return openEmbeddedStore({ folder: dataDir, projections }).catch((error: unknown) => {
        if (!(error instanceof FolderInUseError)) throw error
        throw new LogUnavailableError(
          `Shipmate runs as process ${error.pid}, and only that process can read the embedded database in ${dataDir}. ` +
            'Stop it, run this again, and start it: nothing is lost meanwhile. With a DATABASE_URL the log can be read at any time.',
          { cause: error },
        )
      })
    }
  }
}
