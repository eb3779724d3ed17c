import type { Stored } from './event.ts'
import { isOfLock, type LockEvent, type PlaceLock } from './gates/place-lock.ts'
import type { EnvironmentId, ServiceId, TaskId } from './ids.ts'
import type { Place } from './place.ts'
import { targetOf } from './plan.ts'
import type { Release } from './release.ts'
import { isRunCompleted, type RunEvent } from './run-events.ts'

type OfEnvironment = { readonly service: ServiceId; readonly environment: EnvironmentId; readonly task: TaskId }

/** Who may change one service in one environment: one task at a time. Stream `environment-<service>/<environment>`. */
export type EnvironmentEvent =
  | ({ readonly type: 'environment.lock.acquired' } & OfEnvironment)
  /** Somebody else holds it; the task's turn comes in the order of asking. */
  | ({ readonly type: 'environment.lock.queued' } & OfEnvironment)
  | ({ readonly type: 'environment.lock.released' } & OfEnvironment)
  /** Somebody stopped what the task deployed, as with `shipmate local stop`. */
  | ({ readonly type: 'environment.stopped' } & OfEnvironment)
  /** It is running again, without a deployment. */
  | ({ readonly type: 'environment.resumed' } & OfEnvironment)
  /** A person's lock is decided on together with the tasks that it keeps waiting. */
  | LockEvent

export interface EnvironmentLock {
  readonly holder?: TaskId
  readonly waiting: readonly TaskId[]
  /** A person's: while it is there, the tasks of others wait. */
  readonly lock?: PlaceLock
}

export function environmentStream(service: ServiceId, environment: EnvironmentId): string {
  return `environment-${environmentKey(service, environment)}`
}

export function environmentKey(service: ServiceId, environment: EnvironmentId): string {
  return `${service}/${environment}`
}

export function evolveLock(lock: EnvironmentLock, body: EnvironmentEvent): EnvironmentLock {
  if (isOfLock(body)) return withPersonsLock(lock, body)
  const waiting = lock.waiting.filter((task) => task !== body.task)
  switch (body.type) {
    case 'environment.stopped':
    case 'environment.resumed':
      return lock
    case 'environment.lock.acquired':
      return { ...lock, holder: body.task, waiting }
    case 'environment.lock.queued':
      return { ...lock, waiting: [...waiting, body.task] }
    case 'environment.lock.released':
      return lock.holder === body.task ? withoutHolder({ ...lock, waiting }) : { ...lock, waiting }
  }
}

const withoutHolder = ({ holder: _, ...lock }: EnvironmentLock): EnvironmentLock => lock

function withPersonsLock({ lock: before, ...tasks }: EnvironmentLock, body: LockEvent): EnvironmentLock {
  if (body.type === 'environment.locked') {
    const { lock, by, reason, expiresAt } = body
    return { ...tasks, lock: { lock, by, expiresAt, ...(reason !== undefined && { reason }) } }
  }
  // One that was replaced meanwhile ends without a word.
  return before === undefined || before.lock === body.lock ? tasks : { ...tasks, lock: before }
}

export const UNLOCKED: EnvironmentLock = { waiting: [] }

/**
 * A task asks for the environment: it has it now, or waits behind the others. One that a person's lock does not stop need
 * not wait behind those that it does stop.
 * @param passes Whether the lock of a person, where there is one, does not stop it.
 */
export function acquireOrQueue(now: EnvironmentLock, of: OfEnvironment, passes = false): EnvironmentEvent {
  const isNext = now.lock === undefined ? now.waiting.length === 0 : passes
  return now.holder === undefined && isNext
    ? { type: 'environment.lock.acquired', ...of }
    : { type: 'environment.lock.queued', ...of }
}

/**
 * A task is over: it leaves, and if it held the environment the next one has it.
 * @param passing Those in the line whom a person's lock, where there is one, does not stop.
 */
export function releaseLock(
  now: EnvironmentLock,
  of: OfEnvironment,
  passing: readonly TaskId[] = [],
): readonly EnvironmentEvent[] {
  const released: EnvironmentEvent = { type: 'environment.lock.released', ...of }
  if (now.holder !== of.task) return [released]
  return [released, ...nextInLine(evolveLock(now, released), of, passing)]
}

/** The first of those who wait has the environment where nobody has it. */
export function nextInLine(
  now: EnvironmentLock,
  { service, environment }: Place,
  passing: readonly TaskId[] = [],
): readonly EnvironmentEvent[] {
  if (now.holder !== undefined) return []
  const task = now.waiting.find((one) => now.lock === undefined || passing.includes(one))
  return task === undefined ? [] : [{ type: 'environment.lock.acquired', service, environment, task }]
}

/** What serves in one environment, and who is changing it. */
export interface EnvironmentState extends EnvironmentLock {
  readonly service: ServiceId
  readonly environment: EnvironmentId
  readonly current?: LiveRelease
  readonly previous?: LiveRelease
}

export interface LiveRelease {
  readonly release: Release
  readonly task: TaskId
  readonly at: string
  /** Since when it is stopped on purpose; absent while nobody has stopped it. */
  readonly stoppedAt?: string
}

export function evolveEnvironment(
  before: EnvironmentState | undefined,
  { body, at }: Pick<Stored<EnvironmentEvent | RunEvent>, 'body' | 'at'>,
): EnvironmentState | undefined {
  if (isRunCompleted(body)) {
    const target = targetOf(body)
    return before && target ? withRelease(before, target.release, body.task, at) : before
  }
  switch (body.type) {
    case 'environment.locked':
    case 'environment.unlocked':
    case 'lock.expired':
    case 'environment.lock.acquired':
    case 'environment.lock.queued':
    case 'environment.lock.released': {
      const {
        holder: _,
        waiting: __,
        lock: ___,
        ...rest
      } = before ?? { service: body.service, environment: body.environment }
      return { ...rest, ...evolveLock(before ?? UNLOCKED, body) }
    }
    case 'environment.stopped':
      return withCurrent(before, body.task, ({ stoppedAt: _, ...live }) => ({ ...live, stoppedAt: at }))
    case 'environment.resumed':
      return withCurrent(before, body.task, ({ stoppedAt: _, ...live }) => live)
    default:
      return before
  }
}

/** Nothing that was seen of a release counts for the next one. */
function withCurrent(
  before: EnvironmentState | undefined,
  task: TaskId,
  change: (live: LiveRelease) => LiveRelease,
): EnvironmentState | undefined {
  return before?.current?.task === task ? { ...before, current: change(before.current) } : before
}

function withRelease(before: EnvironmentState, release: Release, task: TaskId, at: string): EnvironmentState {
  const { current } = before
  // The same release once more changes what "previous" means to nobody.
  const previous = current && current.release.sha !== release.sha ? current : before.previous
  return { ...before, current: { release, task, at }, ...(previous && { previous }) }
}
