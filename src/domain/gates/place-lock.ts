import type { EnvironmentId, ServiceId, ThreadId, UserId } from '../ids.ts'
import type { Language } from '../language.ts'
import type { Place } from '../place.ts'

/** A lock as people name it: `LOCK-3`. */
export type LockId = `LOCK-${number}`

/** A person's word that nobody else deploys to a place for a while. */
export interface PlaceLock {
  readonly lock: LockId
  readonly by: UserId
  /** In its person's words. */
  readonly reason?: string
  /** ISO 8601 in UTC. */
  readonly expiresAt: string
}

/** What is asked for: a lock on one place or on all places of a service. */
export interface LockRequested extends PlaceLock {
  readonly thread: ThreadId
  /** What that person speaks; absent: English. */
  readonly language?: Language
  /** Of the button that unlocks. */
  readonly button: string
}

/** How a lock went at a place: somebody unlocked it, or its time was over. */
export interface LockEnd {
  readonly at: string
  /** Absent: its time was over. */
  readonly by?: UserId
  /** Why somebody else has removed it. */
  readonly reason?: string
  /** The newer lock of the same person that is there instead. */
  readonly replacedBy?: LockId
}

/** A lock with all its places, as its card shows it. */
export interface Lock extends LockRequested {
  readonly at: string
  readonly places: readonly (Place & { readonly ended?: LockEnd })[]
}

/** One lock at one place. It is in the stream of that place, since a start there is decided on both. */
type AtPlace = { readonly service: ServiceId; readonly environment: EnvironmentId; readonly lock: LockId }

type UnlockedBy = { readonly by: UserId } & Pick<LockEnd, 'reason' | 'replacedBy'>

export type LockEvent =
  | ({ readonly type: 'environment.locked' } & AtPlace & LockRequested)
  | ({ readonly type: 'environment.unlocked' } & UnlockedBy & AtPlace)
  /** Its time was over. */
  | ({ readonly type: 'lock.expired' } & AtPlace)

export const isOfLock = <Body extends { readonly type: string }>(body: Body): body is Extract<Body, LockEvent> =>
  body.type === 'environment.locked' || body.type === 'environment.unlocked' || body.type === 'lock.expired'

export function evolveLockCard(before: Lock | undefined, body: LockEvent, at: string): Lock | undefined {
  const { service, environment } = body
  if (body.type === 'environment.locked') {
    const { type: _, service: __, environment: ___, ...requested } = body
    return { ...(before ?? { ...requested, at }), places: [...(before?.places ?? []), { service, environment }] }
  }
  const ended: LockEnd = { at, ...(body.type === 'environment.unlocked' && endedBy(body)) }
  const isHere = (place: Place): boolean => place.service === service && place.environment === environment
  return before && { ...before, places: before.places.map((place) => (isHere(place) ? { ...place, ended } : place)) }
}

function endedBy({ by, reason, replacedBy }: UnlockedBy): Omit<LockEnd, 'at'> {
  return { by, ...(reason !== undefined && { reason }), ...(replacedBy !== undefined && { replacedBy }) }
}

export const isOpen = ({ places }: Lock): boolean => places.some(({ ended }) => ended === undefined)
