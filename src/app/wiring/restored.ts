import type { Logger } from 'pino'
import type { OpenStore } from '../../../adapters/store/store.ts'
import { readWorkflows } from '../../../config/workflows.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { systemClock } from '../../ports/clock.ts'
import { settleRestored } from '../../restoring/settle-restored.ts'

/** To be called before anything works with the store: a backup knows nothing of what was done after it. */
export async function settleIfRestored(opened: OpenStore<ShipmateEvent>, log: Logger): Promise<void> {
  const ended = await settleRestored({ ...opened, clock: systemClock, workflows: readWorkflows() })
  if (ended) log.warn(ended, 'the database was restored from a backup; what was open in it is ended')
}
