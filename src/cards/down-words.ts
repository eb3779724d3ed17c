import type { Place } from '../domain/place.ts'
import type { Texts } from '../texts/texts.ts'

/** More names are a list, which follows. */
const MOST_NAMED = 3

/** `Down: payments on production and billionmail on staging`: the first line, whatever else there is. */
export function downTitle(down: readonly Place[], texts: Texts): string {
  const { deployments, health, formats } = texts
  const named = down.slice(0, MOST_NAMED).map(deployments.at)
  const more = down.length - named.length
  return health.down({ names: formats.allOf([...named, ...(more > 0 ? [health.more({ count: more })] : [])]) })
}
