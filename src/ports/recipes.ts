import type { EnvironmentId, ServiceId } from '../domain/ids.ts'

/** Knows how services are delivered, as far as a plan depends on it. */
export interface Recipes {
  /**
   * Equal as long as the service is built, and put there, in the same way; another one is another plan.
   * @param environment Left out of a release that is only built.
   */
  recipe(service: ServiceId, environment?: EnvironmentId): string
}
