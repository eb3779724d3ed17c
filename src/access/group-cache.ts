import { ConsecutiveBreaker, circuitBreaker, handleAll, TimeoutStrategy, timeout, wrap } from 'cockatiel'
import type { GroupId, UserId } from '../domain/ids.ts'
import type { GroupDirectory } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'

/** What is known of a person's groups. `unknown` is to be read as "in no group": see {@link Person}. */
export type KnownGroups =
  | { readonly kind: 'known'; readonly groups: readonly GroupId[]; readonly asOf: Date }
  | { readonly kind: 'unknown'; readonly sentence: string }

export interface GroupCache {
  groupsOf(user: UserId): Promise<KnownGroups>
}

export interface GroupCacheTimes {
  /** For so long an answer is used without asking again: the longest a removed member keeps their rights. */
  readonly freshForMs: number
  /** For so long an answer still counts when the directory fails; after that the groups are unknown. */
  readonly usableForMs: number
  /** How long one question to the directory may take: people wait for it. */
  readonly timeoutMs: number
}

const GROUP_CACHE_TIMES: GroupCacheTimes = { freshForMs: 60_000, usableForMs: 10 * 60_000, timeoutMs: 5_000 }

/** After so many failures in a row the directory is left alone for a while, and answers come from the cache at once. */
const FAILURES_BEFORE_PAUSE = 3
const PAUSE_MS = 10_000

interface Answer {
  readonly groups: readonly GroupId[]
  readonly asOf: Date
}

/** Remembers the answers of a platform's directory, with their age. It fails closed: no answer means no groups. */
export function createGroupCache(
  directory: GroupDirectory,
  clock: Clock,
  times: GroupCacheTimes = GROUP_CACHE_TIMES,
): GroupCache {
  const answers = new Map<UserId, Answer>()
  const asking = new Map<UserId, Promise<Answer>>()
  const guard = wrap(
    circuitBreaker(handleAll, { halfOpenAfter: PAUSE_MS, breaker: new ConsecutiveBreaker(FAILURES_BEFORE_PAUSE) }),
    timeout(times.timeoutMs, TimeoutStrategy.Aggressive),
  )
  // Far ahead is as old as far behind: a clock that was set back must not keep a right alive.
  const ageMs = ({ asOf }: Answer): number => Math.abs(clock.now().getTime() - asOf.getTime())

  async function ask(user: UserId): Promise<Answer> {
    const asOf = clock.now()
    const groups = await guard.execute(() => directory.groupsOf(user))
    const answer = { groups, asOf }
    forgetOld()
    answers.set(user, answer)
    return answer
  }

  function forgetOld(): void {
    for (const [user, answer] of answers) if (ageMs(answer) > times.usableForMs) answers.delete(user)
  }

  /** Questions about the same person at the same time are one question. */
  function askOnce(user: UserId): Promise<Answer> {
    const underWay = asking.get(user)
    if (underWay !== undefined) return underWay
    const question = ask(user).finally(() => asking.delete(user))
    asking.set(user, question)
    return question
  }

  return {
    async groupsOf(user) {
      const held = answers.get(user)
      if (held !== undefined && ageMs(held) <= times.freshForMs) return { kind: 'known', ...held }
      try {
        return { kind: 'known', ...(await askOnce(user)) }
      } catch (cause) {
        if (held !== undefined && ageMs(held) <= times.usableForMs) return { kind: 'known', ...held }
        const why = cause instanceof Error ? cause.message : String(cause)
        return { kind: 'unknown', sentence: `The groups of ${user} are not known: ${why}.` }
      }
    },
  }
}
