import type { Stored } from '../../src/domain/event.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { UserId } from '../../src/domain/ids.ts'
import type { DeployOrder } from '../../src/ports/deployer.ts'
import type { Store } from '../../src/ports/event-store.ts'
import type { Role, Team } from './team.ts'
import type { Chat } from './world/chat.ts'

/** What must hold whatever happens. It is held against what is seen from outside, and never asks the bot. */
export interface Invariant {
  /** An event has just been appended. */
  appended?(event: Stored<ShipmateEvent>): void | Promise<void>
  /** A deployment is asked for that nobody has cancelled. */
  ordered?(order: DeployOrder): void
  /** Users reach another release. */
  switched?(order: DeployOrder): void
  /** All is over: faults have stopped and time has passed. */
  ended?(): void | Promise<void>
}

/** What invariants see. */
export interface Scene {
  readonly team: Team
  readonly now: () => Date
  /** What somebody holds at this moment. */
  readonly holds: (user: UserId, role: Role) => boolean
  /** The same for all accounts of a person. */
  readonly personOf: (user: UserId) => string
  /** The database itself, which does not fail. */
  readonly store: Store<ShipmateEvent>
  readonly chats: readonly Chat[]
}

/** Where an invariant says that it had something to check, and that it does not hold. */
export interface Verdict {
  checked(times?: number): void
  broken(sentence: string): void
}

export type CreateInvariant = (scene: Scene, verdict: Verdict) => Invariant
