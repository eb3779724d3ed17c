import type { Whereabouts } from '../domain/place.ts'
import { environmentLabel, schedules, serviceLabel } from '../domain/projections.ts'
import type { Schedule } from '../domain/schedule.ts'
import type { ReaderScope } from './scope.ts'

/** Deployments that are still to start, at places that the person may see with this right; the next first. */
export async function findSchedules(
  { store, mayRead }: ReaderScope,
  { service, environment }: Partial<Whereabouts>,
  right: string,
): Promise<readonly Schedule[]> {
  const labels = [
    'open',
    ...(service === undefined ? [] : [serviceLabel(service)]),
    ...(environment === undefined ? [] : [environmentLabel(environment)]),
  ]
  const open = await store.list(schedules, { labels })
  const visible = await Promise.all(open.map(({ plan }) => mayRead(right, plan)))
  return open.filter((_, index) => visible[index]).toSorted((a, b) => a.at.localeCompare(b.at))
}
