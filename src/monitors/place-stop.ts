import { type Drift, driftStream, type ObservedPlace } from '../domain/drift.ts'
import { environmentStream, type LiveRelease } from '../domain/environment.ts'
import { driftFrom } from '../domain/histories.ts'
import { environments } from '../domain/projections.ts'
import { runStream } from '../domain/run.ts'
import { correlationOf } from '../queries/correlation.ts'
import { transact } from '../runtime/transact.ts'
import type { Live, NoteParts } from './note-drift.ts'

type Log = NoteParts['log']

/** Records that somebody has stopped a release, or that it runs again: cards that call it live are drawn again. */
export async function noteStop(
  log: Log,
  { key, place: { service, environment }, current }: Live,
  observed: ObservedPlace | undefined,
  now: Date,
): Promise<void> {
  const isStopped = observed?.isIntended ?? false
  const isChange = (live: LiveRelease): boolean =>
    isStopped ? live.stoppedAt === undefined : live.stoppedAt !== undefined && observed === undefined
  if (!isChange(current)) return
  const { task } = current
  const cause = { correlationId: await correlationOf(log, runStream(task)), actor: 'drift-monitor' }
  await transact(log, cause, now, async (transaction) => {
    const stream = environmentStream(service, environment)
    await transaction.read(stream)
    const place = await log.get(environments, key)
    // Whoever holds the place is about to change what runs there.
    if (place?.holder !== undefined || place?.current?.task !== task || !isChange(place.current)) return
    const type = isStopped ? 'environment.stopped' : 'environment.resumed'
    transaction.append(stream, { type, service, environment, task })
  })
}

/** Whoever stopped it knows; its card and button must not keep asking for a fix. */
export async function endedByStop(log: Log, open: Drift, now: Date): Promise<void> {
  const { drift, service, environment } = open
  const stream = driftStream(service, environment)
  const cause = { correlationId: await correlationOf(log, runStream(open.task)), actor: 'drift-monitor' }
  await transact(log, cause, now, async (transaction) => {
    if (driftFrom(await transaction.read(stream))?.ended === undefined)
      transaction.append(stream, { type: 'drift.ended', drift, service, environment, how: 'stopped-on-purpose' })
  })
}
