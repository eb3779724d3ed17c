import type { ShipmateEvent } from '../domain/events.ts'
import type { Place } from '../domain/place.ts'
import { type Run, runStream } from '../domain/run.ts'
import { mergedTraffic } from '../domain/traffic.ts'
import type { EventLog } from '../ports/event-store.ts'
import type { TrafficAround, TrafficPoint } from '../ports/place-reads.ts'
import type { Traffic } from '../ports/traffic.ts'
import type { ReaderScope } from './scope.ts'

const MINUTE_MS = 60_000
/** Traffic is counted by whole minutes; a picture of more points says no more. */
const POINT_MINUTES = 2
/** So much is looked at before users were switched, and at most so much after it. */
const AROUND_MINUTES = 16

interface Parts {
  readonly store: Pick<EventLog<ShipmateEvent>, 'readStream'>
}

/** What a place answered before a deployment and after it. Undefined where nothing measures. */
export async function trafficAround(
  { store }: Parts,
  { delivery, clock }: Pick<ReaderScope, 'clock'> & { readonly delivery: Traffic },
  run: Run,
  { service, environment }: Place,
): Promise<TrafficAround | undefined> {
  const events = await store.readStream(runStream(run.task))
  const switched = events.find(({ body }) => body.type === 'run.step.progressed' && body.phase === 'switched')
  const middle = minuteOf(new Date(switched?.at ?? run.startedAt ?? run.requestedAt))
  const measured = await Promise.all(
    startsAround(middle, clock.now()).map(async (from) => {
      const until = from + POINT_MINUTES * MINUTE_MS
      // The end is inside of the last minute, which would count as a whole otherwise.
      const figures = await delivery.measured(service, environment, new Date(from), new Date(until - 1))
      return figures && { from, until, figures }
    }),
  )
  const known = measured.filter((one) => one !== undefined)
  if (known.length === 0) return undefined
  const points = known.map(
    ({ from, until, figures }): TrafficPoint => ({
      ...{ from: new Date(from).toISOString(), until: new Date(until).toISOString() },
      ...mergedTraffic(figures.releases),
    }),
  )
  const isBefore = ({ until }: TrafficPoint): boolean => Date.parse(until) <= middle
  const unknown = known.find(({ figures }) => figures.unknown !== undefined)?.figures.unknown
  return {
    ...{ points, before: mergedTraffic(points.filter(isBefore)) },
    ...(switched && { switchedAt: switched.at, after: mergedTraffic(points.filter((point) => !isBefore(point))) }),
    ...(unknown !== undefined && { unknown }),
  }
}

/** When each point starts; none is later than now. */
function startsAround(middle: number, now: Date): readonly number[] {
  const step = POINT_MINUTES * MINUTE_MS
  const many = AROUND_MINUTES / POINT_MINUTES
  return Array.from({ length: 2 * many }, (_, index) => middle + (index - many) * step).filter(
    (from) => from <= now.getTime(),
  )
}

const minuteOf = (at: Date): number => Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS
