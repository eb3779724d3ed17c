import type { Logger } from 'pino'
import { serveLog } from '../../../adapters/log-socket/serve-log.ts'
import type { OpenStore } from '../../../adapters/store/store.ts'
import type { Config } from '../../../config/config.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { people } from '../../domain/projections.ts'
import { backupOf } from './backups.ts'
import { forgettingIn, retentionIn } from './forgetting.ts'
import { offerLoginIn, tokensOf } from './tokens.ts'

/**
 * Lets `shipmate audit` read the log of an embedded database while this process has it. The bot does without where that
 * is not possible: the command then says to stop it.
 */
export async function openLogSocket(
  config: Config,
  opened: OpenStore<ShipmateEvent>,
  log: Logger,
): Promise<() => Promise<void>> {
  const { dataDir } = config
  const { audit, store, webhooks } = opened
  if (config.store.kind !== 'embedded') return async () => {}
  const nameOf = async (person: string) => (await store.get(people, person))?.name
  try {
    const { stop } = await serveLog(dataDir, {
      audit,
      nameOf,
      webhooks,
      tokens: tokensOf(config, store),
      forget: forgettingIn(opened),
      retention: retentionIn(config, opened),
      backup: backupOf(opened),
      offerLogin: offerLoginIn(store),
    })
    return stop
  } catch (error) {
    log.warn({ err: error }, '`shipmate audit` cannot read the log while this process runs')
    return async () => {}
  }
}
