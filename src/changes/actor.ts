import type { GroupId, ThreadId, UserId } from '../domain/ids.ts'

/** Who asks for a change, and where it is talked about. */
export interface Actor {
  readonly by: UserId
  readonly groups: readonly GroupId[]
  readonly thread: ThreadId
  /** Who else is told how it ends. */
  readonly tell?: readonly UserId[] | undefined
}
