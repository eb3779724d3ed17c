import type { Place } from '../domain/place.ts'
import { releaseOf, whereOf } from '../domain/plan.ts'
import type { Run } from '../domain/run.ts'
import type { Schedule } from '../domain/schedule.ts'
import type { ListedThing, Slots } from '../domain/understanding.ts'

/** Tasks in the order they are shown, so that "the second one" and "the failed one" can be found. */
export function listedRuns(found: readonly Run[]): readonly ListedThing[] {
  return found.map(({ task, plan, state }) => ({
    kind: 'task',
    id: task,
    values: {
      ...whereOf({ plan }),
      version: releaseOf({ plan })?.version,
      state,
    },
  }))
}

/** The same for those that are still to start. */
export function listedSchedules(found: readonly Schedule[]): readonly ListedThing[] {
  return found.map(({ task, plan: { service, environment, release } }) => ({
    kind: 'task',
    id: task,
    values: { service, environment, version: release.version, state: 'queued' },
  }))
}

/**
 * Places in the order they are shown. One that the person has named is no list: what was listed before stays.
 * @param stateOf How a place is, in the word that is shown.
 */
export function listedPlaces<Shown extends Place>(
  shown: readonly Shown[],
  slots: Slots,
  stateOf?: (place: Shown) => string,
): readonly ListedThing[] {
  if (slots.service !== undefined && slots.environment !== undefined) return []
  return shown.map((place) => ({
    kind: 'deployment',
    id: `${place.service}/${place.environment}`,
    values: {
      service: place.service,
      environment: place.environment,
      ...(stateOf && { state: stateOf(place) }),
    },
  }))
}
