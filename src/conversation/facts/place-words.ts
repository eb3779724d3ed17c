import type { Place } from '../../domain/place.ts'
import type { Telling } from './fact.ts'

/** `billionmail in production`; only `production` where there is no other service. */
function placeName(place: Place, { scope, texts }: Pick<Telling, 'scope' | 'texts'>): string {
  return scope.settings.services.length === 1 ? place.environment : texts.facts.place(place)
}

/** For the start of a sentence. The name of a service is written as it is. */
export function placeFirst(place: Place, telling: Pick<Telling, 'scope' | 'texts'>): string {
  const name = placeName(place, telling)
  return telling.scope.settings.services.length === 1 ? capitalised(name) : name
}

/** A sentence with a capital letter, unless it begins with a version. */
export function capitalised(text: string): string {
  if (/^v?\d/.test(text)) return text
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
