import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { askLog, LogNotAnsweredError } from '../../../../adapters/log-socket/ask-log.ts'
import type { ServedLog } from '../../../../adapters/log-socket/serve-log.ts'
import { openEmbeddedStore } from '../../../../adapters/store/embedded.ts'
import { FolderInUseError } from '../../../../adapters/store/folder-owner.ts'
import { openPostgresStore } from '../../../../adapters/store/postgres.ts'
import type { OpenStore } from '../../../../adapters/store/store.ts'
import type { Config } from '../../../../config/config.ts'
import { BotError } from '../../../domain/errors.ts'
import type { ShipmateEvent } from '../../../domain/events.ts'
import { people, projections } from '../../../domain/projections.ts'
import { backupOf } from '../../wiring/backups.ts'
import { forgettingIn, retentionIn } from '../../wiring/forgetting.ts'
import { offerLoginIn, tokensOf } from '../../wiring/tokens.ts'

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

interface OpenLog extends ServedLog {
  close(): Promise<void>
}

/**
 * Opens the log that is configured, gives it to `work` and closes it. One on PostgreSQL can be read while bots run; the
 * process that has an embedded one is asked for its events.
 * @param isMade Whether an embedded log that is not there yet is made.
 * @throws {LogUnavailableError} when there is none, or the process that has it does not answer.
 */
export async function withLog<Result>(
  config: Config,
  work: (log: ServedLog) => Promise<Result>,
  { isMade = false } = {},
): Promise<Result> {
  const log = await openLog(config, isMade)
  try {
    return await work(log)
  } catch (error) {
    if (!(error instanceof LogNotAnsweredError)) throw error
    throw new LogUnavailableError(
      'Shipmate stopped answering while its log was read, so this is not the whole of it. Run this again.',
      { cause: error },
    )
  } finally {
    await log.close()
  }
}

async function openLog(config: Config, isMade: boolean): Promise<OpenLog> {
  const { store, dataDir } = config
  switch (store.kind) {
    case 'memory':
      throw new LogUnavailableError('With store: memory there is no log to read: it is forgotten when the bot stops.')
    case 'postgres':
      return ownLog(config, await openPostgresStore({ url: store.url.reveal(), projections, onError: () => {} }))
    case 'embedded': {
      if (!existsSync(join(dataDir, 'pglite')) && !isMade)
        throw new LogUnavailableError(`There is no log in ${dataDir}. If there should be one, look at \`dataDir\`.`)
      try {
        return ownLog(config, await openEmbeddedStore({ folder: dataDir, projections }))
      } catch (error) {
        if (!(error instanceof FolderInUseError)) throw error
        return logOfOwner(dataDir, error.pid)
      }
    }
  }
}

function ownLog(config: Config, opened: OpenStore<ShipmateEvent>): OpenLog {
  const { audit, store, webhooks } = opened
  return {
    audit,
    webhooks,
    tokens: tokensOf(config, store),
    forget: forgettingIn(opened),
    retention: retentionIn(config, opened),
    backup: backupOf(opened),
    offerLogin: offerLoginIn(store),
    nameOf: async (person) => (await store.get(people, person))?.name,
    close: () => store.close(),
  }
}

/** @throws {LogUnavailableError} when it does not answer: it starts or stops just now, or is older than this command. */
async function logOfOwner(dataDir: string, pid: number): Promise<OpenLog> {
  const log = askLog(dataDir)
  try {
    await log.audit.head()
  } catch (cause) {
    if (!(cause instanceof LogNotAnsweredError)) throw cause
    throw new LogUnavailableError(
      `Process ${pid} has the embedded database in ${dataDir} and does not answer for it. If it is starting, run this again ` +
        'in a moment. Otherwise stop it, run this again, and start it: nothing is lost meanwhile.',
      { cause },
    )
  }
  return { ...log, close: async () => {} }
}
