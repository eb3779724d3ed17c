import { actorOf, type Delivery, type Platform } from '../../../../adapters/rehearsal/platform.ts'
import { platformOf, type ThreadId, type UserId } from '../../../domain/ids.ts'
import type { Simulation } from './simulation.ts'

/** A step that cannot be done, as a sentence. */
export class ImpossibleStepError extends Error {
  override readonly name = 'ImpossibleStepError'
}

export async function deliver(stage: Simulation, delivery: Delivery): Promise<void> {
  if (!stage.process.isRunning)
    throw new ImpossibleStepError('the process has been killed; `restarts: true` must come first')
  await platformOn(stage, actorOf(delivery)).deliver(delivery)
}

/** The platform that somebody, or a thread, is on. */
export function platformOn({ platforms }: Simulation, id: UserId | ThreadId): Platform {
  const platform = platforms.get(platformOf(id))
  if (!platform) throw new ImpossibleStepError(`nobody of the transcript is on ${platformOf(id)}`)
  return platform
}
