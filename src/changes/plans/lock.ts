import { environmentKey } from '../../domain/environment.ts'
import type { EnvironmentId, ServiceId, UserId } from '../../domain/ids.ts'
import type { Removal } from '../../domain/plans/unlock.ts'
import { environments as places, runs } from '../../domain/projections.ts'
import { personBehind } from '../../domain/same-person.ts'
import { isPlace } from '../../domain/settings.ts'
import { nameOf } from '../../queries/names.ts'
import { momentWords } from '../../texts/moment-words.ts'
import type { Texts } from '../../texts/texts.ts'
import { hasOwnWish } from '../own-wish.ts'
import { type PlanParts, type PlanResult, problem, stopped } from './planned.ts'

/** Keeps everybody else from deploying a service. */
export interface LockRequest {
  readonly kind: 'lock'
  readonly service: ServiceId
  readonly environment?: EnvironmentId
  /** Those that its person may lock, of the one or all that were named. */
  readonly environments: readonly EnvironmentId[]
  /** As long as the settings say when left out. */
  readonly minutes?: number
  readonly reason?: string
}

/** Nobody remembers a lock after longer. */
const LONGEST_MINUTES = 30 * 24 * 60

export async function planLock(request: LockRequest, { settings }: PlanParts, texts: Texts): Promise<PlanResult> {
  const { service, environment, environments, reason } = request
  const { gates, plans } = texts
  const minutes = request.minutes ?? settings.gates.lockMinutes
  if (environment !== undefined && !isPlace(settings, { service, environment }))
    return problem(plans.problem.noPlace({ service, environment }))
  if (minutes > LONGEST_MINUTES) return problem(gates.lock.tooLong({ days: LONGEST_MINUTES / 24 / 60 }))
  return {
    kind: 'plan',
    plan: {
      kind: 'lock',
      service,
      ...(environment !== undefined && { environment }),
      environments,
      minutes,
      ...(reason !== undefined && { reason }),
    },
  }
}

/** Takes locks of a service away. */
export interface UnlockRequest {
  readonly kind: 'unlock'
  /** Whoever asks: their own locks are taken away, where there are any. */
  readonly by: UserId
  /** Those of others, left out where they may not. */
  readonly removes?: Removal
  readonly service: ServiceId
  readonly environment?: EnvironmentId
  /** Those that its person may unlock, of the one or all that were named. */
  readonly environments: readonly EnvironmentId[]
}

export async function planUnlock(
  { by, service, environment, environments, removes }: UnlockRequest,
  parts: PlanParts,
  texts: Texts,
): Promise<PlanResult> {
  const { store, settings } = parts
  const { gates } = texts
  const found = await Promise.all(
    environments.map(async (id) => {
      const there = await store.get(places, environmentKey(service, id))
      return there?.lock ? [{ environment: id, lock: there.lock, waiting: there.waiting }] : []
    }),
  )
  const [other] = found.flat()
  if (!other) return problem(gates.lock.notLocked({ service }))
  const { people = [] } = settings
  const person = personBehind(by, people)
  const locks = found
    .flat()
    .flatMap(({ environment: id, lock }) =>
      personBehind(lock.by, people) === person ? [{ environment: id, lock: lock.lock }] : [],
    )
  const named = environment === undefined ? {} : { environment }
  const plan = { kind: 'unlock', by, service, ...named, environments } as const
  if (locks.length > 0) return { kind: 'plan', plan: { ...plan, locks } }
  const removable = found.flat().filter(({ environment: id }) => removes?.environments.includes(id))
  const [first] = removable
  if (!removes || !first) {
    const until = momentWords(other.lock.expiresAt, settings.gates.timeZone)
    return stopped(gates.lock.notYours({ by: await nameOf(store, other.lock.by), until }))
  }
  for (const { environment: id, lock, waiting } of removable)
    if (await hasOwnWish(parts, by, { service, environment: id }, { waiting }, (task) => store.get(runs, task)))
      return stopped(gates.lock.notForOneself({ by: await nameOf(store, lock.by), environment: id }))
  const of = [...new Set(removable.map(({ lock }) => lock.by))]
  const { reason } = removes
  if (reason === undefined) {
    const holders = await Promise.all(of.map((user) => nameOf(store, user)))
    const until = momentWords(first.lock.expiresAt, settings.gates.timeZone)
    const there = { service, environment: first.environment }
    return stopped(gates.lock.sayWhy({ by: texts.formats.allOf(holders), until, ...there }))
  }
  const theirs = removable.map(({ environment: id, lock }) => ({ environment: id, lock: lock.lock }))
  return { kind: 'plan', plan: { ...plan, locks: theirs, removes: { ...removes, reason, of } } }
}
