import type { Place } from '../domain/place.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'
import { readServiceLog } from './service-log.ts'

const LINES = 40

/** The last lines of a log that is followed; undefined where it cannot be read any more. */
export async function followedLines(
  { delivery, redact }: { readonly delivery: PlaceAbilities; readonly redact: (text: string) => string },
  place: Place & { readonly words: readonly string[] },
) {
  const { logs } = delivery.abilities(place.service, place.environment)
  if (logs.kind === 'lacking') return undefined
  return (await readServiceLog(logs.part, place, { count: LINES, words: place.words }, redact)).lines
}
