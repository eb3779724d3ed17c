import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Config } from '../../../config/config.ts'
import { MODEL_USES } from '../../domain/model-use.ts'
import type { WorkerSelf } from './runs.ts'

/** What this process says of itself to others: one life of it, what it takes, and the models it may ask. */
export function thisProcess({ worker, models }: Config): WorkerSelf {
  const host = hostname()
  const named = MODEL_USES.flatMap((use) => models[use]).map(({ provider, model }) => `${provider}/${model}`)
  return {
    id: randomUUID(),
    name: worker.name ?? host,
    host,
    pid: process.pid,
    capabilities: worker.capabilities,
    models: [...new Set(named)],
  }
}
