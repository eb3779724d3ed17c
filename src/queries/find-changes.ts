import type { ChangeRequest, ChangeState } from '../domain/change-request.ts'
import type { ServiceId } from '../domain/ids.ts'
import { whereOf } from '../domain/plan.ts'
import { changes, serviceLabel } from '../domain/projections.ts'
import type { ReaderScope } from './scope.ts'

export interface ChangeFilter {
  readonly service?: ServiceId | undefined
  readonly state?: ChangeState['kind'] | undefined
  /** At most so many of the newest are looked at. */
  readonly newest?: number
}

const LOOKED_THROUGH = 100

/** Change requests that the person may see, newest first. */
export async function findChanges(
  scope: ReaderScope,
  { service, state, newest = LOOKED_THROUGH }: ChangeFilter,
): Promise<readonly ChangeRequest[]> {
  const labels = [...(service === undefined ? [] : [serviceLabel(service)]), ...(state === undefined ? [] : [state])]
  const found = await scope.store.list(changes, { labels, limit: newest })
  const visible = await Promise.all(found.map((change) => scope.mayRead('change.list', whereOf(change))))
  return found.filter((_, index) => visible[index])
}

export function pendingChanges(scope: ReaderScope): Promise<readonly ChangeRequest[]> {
  return findChanges(scope, { state: 'pending' })
}
