import type { ServiceId } from '../domain/ids.ts'

/** Knows how services are delivered, as far as a plan depends on it. */
export interface Recipes {
  /** Equal as long as the service is built, started and checked in the same way; another one is another plan. */
  recipe(service: ServiceId): string
}
