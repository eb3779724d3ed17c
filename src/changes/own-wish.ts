import { isDue } from '../domain/confirmation.ts'
import type { EnvironmentLock } from '../domain/environment.ts'
import type { TaskId, UserId } from '../domain/ids.ts'
import type { Place } from '../domain/place.ts'
import { whereOf } from '../domain/plan.ts'
import { byLabel, confirmations } from '../domain/projections.ts'
import type { Run } from '../domain/run.ts'
import { otherAccountsOf, personBehind } from '../domain/same-person.ts'
import type { Settings } from '../domain/settings.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents } from '../ports/event-store.ts'

interface WishParts {
  readonly store: Documents
  readonly clock: Pick<Clock, 'now'>
  readonly settings: Pick<Settings, 'people'>
}

/**
 * Whether somebody has a task waiting at a place, or was asked to confirm one there: whoever gains by it does not take
 * somebody else's lock away alone.
 */
export async function hasOwnWish(
  parts: WishParts,
  by: UserId,
  place: Place,
  { waiting }: Pick<EnvironmentLock, 'waiting'>,
  runOf: (task: TaskId) => Promise<Run | undefined>,
): Promise<boolean> {
  const { people = [] } = parts.settings
  const runs = await Promise.all(waiting.map(runOf))
  if (runs.some((run) => run && personBehind(run.by, people) === personBehind(by, people))) return true
  const accounts = [by, ...otherAccountsOf(by, people)]
  return (await Promise.all(accounts.map((account) => isAskedThere(parts, account, place)))).includes(true)
}

async function isAskedThere({ store, clock }: WishParts, by: UserId, place: Place): Promise<boolean> {
  const open = await store.list(confirmations, { labels: ['open', byLabel(by)] })
  return open.some((confirmation) => {
    const { service, environment } = whereOf(confirmation)
    const isThere = service === place.service && environment === place.environment
    return isThere && confirmation.plan.kind !== 'unlock' && !isDue(confirmation, clock.now())
  })
}
