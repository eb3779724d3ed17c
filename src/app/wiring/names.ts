import { createLookUpCache } from '../../access/look-up-cache.ts'
import { platformOf } from '../../domain/ids.ts'
import type { AskName } from '../../monitors/learn-names.ts'
import type { ConnectedChat } from '../../ports/chat-platform.ts'
import type { Clock } from '../../ports/clock.ts'

const TIMES = { freshForMs: 60 * 60_000, usableForMs: 24 * 60 * 60_000, timeoutMs: 3_000 }

/** Asks the platform of somebody what they are called. */
export function askNames(platforms: readonly ConnectedChat[], clock: Clock): AskName {
  const lookUps = new Map(
    platforms.flatMap(({ name, names }) =>
      names ? [[name, createLookUpCache((user: string) => names.nameOf(user), clock, TIMES)] as const] : [],
    ),
  )
  return async (user) => {
    const found = await lookUps.get(platformOf(user))?.(user)
    if (!found) return { kind: 'nobody' }
    if (found.kind !== 'known') return { kind: 'silent' }
    return found.value === undefined ? { kind: 'nobody' } : { kind: 'named', name: found.value }
  }
}
