import { type Drift, type DriftEvent, driftStream, type ObservedPlace } from '../domain/drift.ts'
import { changeAfter, isToldByWatcher, recurrenceOf, type Seen } from '../domain/drift-looks.ts'
import type { EnvironmentState, LiveRelease } from '../domain/environment.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { driftFrom } from '../domain/histories.ts'
import { drifts, environmentLabel, runs, serviceLabel } from '../domain/projections.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import { type Cause, transact } from '../runtime/transact.ts'

export interface NoteParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  /** Short random ids for drifts and their buttons. */
  readonly newId: () => string
}

/** A place where a release should be live. */
export interface Live {
  readonly key: string
  readonly place: EnvironmentState
  readonly current: LiveRelease
  /** Its drifts that are not over: its own, and those of its devices. */
  readonly open: readonly Drift[]
}

/** What a drift is of, where that is a device. */
export interface OfDevice {
  readonly device: string
  /** The card of the drifts that are open beside it; left out where it is the first. */
  readonly card: string | undefined
  /** The inventory lists it no longer. */
  readonly isGone: boolean
}

/** Records a drift that has started or ended, unless another process was quicker; returns the open drift. */
export async function noteDrift(
  parts: NoteParts,
  live: Live,
  looked: Seen,
  cause: Cause,
  now: Date,
  of?: OfDevice,
): Promise<Drift | undefined> {
  const { log } = parts
  const { service, environment } = live.place
  const stream = driftStream(service, environment, of?.device)
  await transact(log, cause, now, async (transaction) => {
    const last = driftFrom(await transaction.read(stream))
    const change = changeAfter(last, looked, now.getTime())
    if (last && (change.kind === 'ends' || change.kind === 'turns-into')) {
      const how = change.kind === 'turns-into' ? 'replaced' : of?.isGone ? 'gone' : 'fixed'
      const ended = { drift: last.drift, service, environment, ...(of && { device: of.device }) }
      transaction.append(stream, { type: 'drift.ended', ...ended, how })
    }
    if (change.kind === 'begins' || change.kind === 'turns-into')
      transaction.append(stream, await foundEvent(parts, live, looked, change.observed, now, of))
  })
  return openIn(await log.readStream(stream))
}

async function foundEvent(
  { log, newId }: NoteParts,
  { place: { service, environment }, current: { task, release } }: Live,
  looked: Seen,
  observed: ObservedPlace,
  now: Date,
  of: OfDevice | undefined,
): Promise<DriftEvent> {
  const labels = ['ended', serviceLabel(service), environmentLabel(environment)]
  const [ended, run] = await Promise.all([log.list(drifts, { labels, limit: DRIFTS_LOOKED_AT }), log.get(runs, task)])
  const earlier = ended.filter(({ device }) => device === of?.device)
  const before = recurrenceOf(earlier, looked, now.getTime())
  const isTold = observed.kind === 'unhealthy' && run !== undefined && isToldByWatcher(run, now.getTime())
  return {
    type: 'drift.found',
    drift: before?.drift ?? newId(),
    button: before?.button ?? newId(),
    service,
    environment,
    task,
    expected: release,
    ...observed,
    ...(isTold && { isTold }),
    ...(of && { device: of.device, card: before?.card ?? of.card ?? newId() }),
  }
}

/** More than one place can have had within the hour. */
const DRIFTS_LOOKED_AT = 20

export function openIn(history: Parameters<typeof driftFrom>[0]): Drift | undefined {
  const last = driftFrom(history)
  return last?.ended ? undefined : last
}
