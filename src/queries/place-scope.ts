import type { Whereabouts } from '../domain/place.ts'
import type { ReaderScope, ScopeParts } from './scope.ts'

export type PlaceScopeParts = Omit<ScopeParts, 'permissions'>

/**
 * What an agent may look into while it judges something at a place: that place, and what belongs to its service in no
 * environment, such as builds and commits. It judges on behalf of a request and not of one person, often when nobody is
 * there, and its answer is read by everybody in the thread. So it goes by the request instead of by anybody's rights: a
 * text that talks its model into looking elsewhere finds nothing there, and nothing of another place gets into the thread.
 */
export function placeScope({ effectOf, ...parts }: PlaceScopeParts, place: Whereabouts): ReaderScope {
  const isWithin = ({ service, environment }: Partial<Whereabouts>): boolean =>
    (service === undefined || service === place.service) &&
    (environment === undefined || environment === place.environment)
  const decide: ReaderScope['decide'] = async (intent, where = {}) =>
    effectOf(intent) === 'read' && isWithin(where)
      ? { kind: 'allowed', rule: 'what an agent judges' }
      : { kind: 'refused', rule: 'what an agent judges', sentence: `Only ${nameOf(place)} can be looked into here.` }
  return {
    ...parts,
    decide,
    mayRead: async (intent, where) => (await decide(intent, where)).kind === 'allowed',
  }
}

const nameOf = ({ service, environment }: Whereabouts): string =>
  environment === undefined ? (service ?? 'this task') : `${service} on ${environment}`
