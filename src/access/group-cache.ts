import type { GroupId, UserId } from '../domain/ids.ts'
import type { GroupDirectory } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'
import { createLookUpCache, LOOK_UP_TIMES, type LookUpTimes, type Patience } from './look-up-cache.ts'

/** What is known of a person's groups. `unknown` is to be read as "in no group": see {@link Person}. */
export type KnownGroups =
  | { readonly kind: 'known'; readonly groups: readonly GroupId[]; readonly asOf: Date }
  | { readonly kind: 'unknown'; readonly why: string }

export interface GroupCache {
  groupsOf(user: UserId, patience?: Patience): Promise<KnownGroups>
}

/** Remembers the answers of a platform's directory, with their age. It fails closed: no answer means no groups. */
export function createGroupCache(
  directory: GroupDirectory,
  clock: Clock,
  times: LookUpTimes = LOOK_UP_TIMES,
): GroupCache {
  const lookUp = createLookUpCache(
    (user) => directory.groupsOf(user),
    clock,
    times,
    (user) => directory.toldOf?.(user),
  )
  return {
    async groupsOf(user, patience) {
      const found = await lookUp(user, patience)
      return found.kind === 'known' ? { kind: 'known', groups: found.value, asOf: found.asOf } : found
    },
  }
}
