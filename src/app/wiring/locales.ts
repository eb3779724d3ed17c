import { createLookUpCache, type LookUp } from '../../access/look-up-cache.ts'
import type { LocaleOf } from '../../conversation/person-settings.ts'
import { platformOf } from '../../domain/ids.ts'
import type { ConnectedChat } from '../../ports/chat-platform.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PersonLocale } from '../../ports/person-locale.ts'

/** People move seldom, an old setting does no harm, and nobody waits long for a new one. */
const TIMES = { freshForMs: 60 * 60_000, usableForMs: 24 * 60 * 60_000, timeoutMs: 1_500 }

/** What the platforms that are connected by then know of people's settings; nothing where they do not say. */
export function localesOf(clock: Clock): {
  readonly localeOf: LocaleOf
  readonly connected: (platforms: readonly ConnectedChat[]) => void
} {
  let lookUps: ReadonlyMap<string, LookUp<PersonLocale>> = new Map()
  return {
    async localeOf(user) {
      const found = await lookUps.get(platformOf(user))?.(user)
      return found?.kind === 'known' ? found.value : {}
    },
    connected(platforms) {
      const known = platforms.flatMap(({ name, locales }) => (locales ? [{ name, locales }] : []))
      lookUps = new Map(
        known.map(({ name, locales }) => [name, createLookUpCache((user) => locales.localeOf(user), clock, TIMES)]),
      )
    },
  }
}
