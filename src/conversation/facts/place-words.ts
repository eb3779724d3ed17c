import type { Place } from '../../domain/place.ts'
import type { Settings } from '../../domain/settings.ts'

/** `billionmail in production`; only `production` where there is no other service. */
function placeName({ service, environment }: Place, { services }: Pick<Settings, 'services'>): string {
  return services.length === 1 ? environment : `${service} in ${environment}`
}

/** For the start of a sentence. The name of a service is written as it is. */
export function placeFirst(place: Place, settings: Pick<Settings, 'services'>): string {
  return settings.services.length === 1 ? capitalised(placeName(place, settings)) : placeName(place, settings)
}

export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
