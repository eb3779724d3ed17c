import type { RehearsalDelivery } from '../../../../adapters/rehearsal/rehearsal-delivery.ts'
import { acquireOrQueue, environmentStream, releaseLock, UNLOCKED } from '../../../domain/environment.ts'
import type { ShipmateEvent } from '../../../domain/events.ts'
import type { EnvironmentId, ServiceId, TaskId } from '../../../domain/ids.ts'
import type { DeployPlan } from '../../../domain/plans/deploy.ts'
import { runStream } from '../../../domain/run.ts'
import { requestRun } from '../../../domain/run-decisions.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { Store } from '../../../ports/event-store.ts'
import { transact } from '../../../runtime/transact.ts'
import type { Transcript } from './transcript.ts'

/** Who deployed what is live before the first step. */
const BY = 'slack:mira'
const THREAD = 'slack:#before/1'

interface Parts {
  readonly store: Store<ShipmateEvent>
  readonly delivery: RehearsalDelivery
  readonly clock: Clock
}

/** Makes live what a transcript says is live: by the events that deployments leave, one after the other. */
export async function bringAbout(live: Transcript['live'], parts: Parts): Promise<void> {
  for (const [service, environments] of Object.entries(live)) {
    for (const [environment, versions] of Object.entries(environments)) {
      for (const version of versions) await deployed(parts, service, environment, version)
    }
  }
}

async function deployed(
  { store, delivery, clock }: Parts,
  service: ServiceId,
  environment: EnvironmentId,
  version: string,
): Promise<void> {
  const release = await delivery.resolve(service, version)
  if ('problem' in release) throw new Error(`live: ${release.sentence}`)
  const task: TaskId = `TASK-${await store.nextNumber('task')}`
  const place = { service, environment, task }
  const from = delivery.serving(service, environment)
  const plan: DeployPlan = {
    kind: 'deploy',
    service,
    environment,
    ref: version,
    release,
    ...(from && { from }),
    commits: [],
    commitCount: 0,
    strategy: 'blue-green',
    recipe: 'usual',
  }
  await transact(store, { correlationId: `before-${task}`, actor: BY }, clock.now(), async (transaction) => {
    const stream = environmentStream(service, environment)
    await transaction.read(stream)
    transaction.append(stream, acquireOrQueue(UNLOCKED, place), ...releaseLock({ holder: task, waiting: [] }, place))
    transaction.append(
      runStream(task),
      requestRun({ task, plan, by: BY, groups: [], thread: THREAD }),
      { type: 'run.step.started', task, step: 'deploy', attempt: 1 },
      { type: 'cicd.deploy.completed', task, plan },
    )
  })
  delivery.putLive(service, environment, release, task)
}
