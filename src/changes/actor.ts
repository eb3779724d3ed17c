import type { GroupId, ThreadId, UserId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import type { TellOn } from '../domain/tell-on.ts'

/** Who asks for a change, and where it is talked about. */
export interface Actor {
  readonly by: UserId
  readonly groups: readonly GroupId[]
  readonly thread: ThreadId
  /** What they are answered in; English when left out. */
  readonly language?: Language | undefined
  /** Who else is told how it ends. */
  readonly tell?: readonly UserId[] | undefined
  /** Of which end; absent: of any. */
  readonly tellOn?: TellOn | undefined
}
