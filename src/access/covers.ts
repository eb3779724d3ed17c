import type { Whereabouts } from '../domain/place.ts'
import type { AccessPolicy, AccessRequest, Member, Person, Role } from './policy.ts'

/** A role somebody has, and the entry of the policy it comes from. */
export interface Grant {
  readonly role: Role
  readonly member: Member
}

/** Everything the person was given, in the order of the policy. */
export function grantsOf(person: Person, policy: AccessPolicy): readonly Grant[] {
  return policy.members.filter((member) => includes(member, person)).flatMap((member) => grantsBy(member, policy))
}

/** The roles a member entry gives; a name that is no role gives nothing. */
export function grantsBy(member: Member, policy: AccessPolicy): readonly Grant[] {
  return member.roles.flatMap((name) => {
    const role = policy.roles.find((candidate) => candidate.name === name)
    return role === undefined ? [] : [{ role, member }]
  })
}

function includes({ who }: Member, person: Person): boolean {
  switch (who.kind) {
    case 'user':
      return who.user === person.user
    case 'group':
      return person.groups !== 'unknown' && person.groups.includes(who.group)
    case 'everyone':
      return person.standing === 'member'
    case 'guests':
      return person.standing === 'guest'
    case 'strangers':
      return person.standing === 'stranger'
  }
}

export function covers(role: Role, request: AccessRequest): boolean {
  return coversIntent(role, request) && coversScope(role, request)
}

export function coversIntent({ may }: Role, { intent, effect }: Pick<AccessRequest, 'intent' | 'effect'>): boolean {
  return may.some((entry) => entry === effect || entry === intent || isFamilyOf(entry, intent))
}

function isFamilyOf(entry: string, intent: string): boolean {
  return entry.endsWith('.*') && intent.startsWith(entry.slice(0, -1))
}

/** Whether the role reaches a place, whatever it may do there. */
export function reaches({ services, environments }: Role, { service, environment }: Whereabouts): boolean {
  return (
    (service === undefined || within(services, service)) &&
    (environment === undefined || within(environments, environment))
  )
}

/**
 * Whether the role reaches where the request goes. A change that names neither a service nor an environment touches the
 * bot as a whole, so only a role without limits covers it; one of a service alone, such as a build, touches no
 * environment.
 */
function coversScope(role: Role, request: AccessRequest): boolean {
  const { service, environment, effect, missing = [] } = request
  if (service !== undefined && !within(role.services, service)) return false
  if (environment !== undefined && !within(role.environments, environment)) return false
  if (effect === 'read') return true
  const serviceSettled = role.services === undefined || service !== undefined || missing.includes('service')
  const environmentSettled =
    role.environments === undefined ||
    environment !== undefined ||
    service !== undefined ||
    missing.includes('environment') ||
    missing.includes('service')
  return serviceSettled && environmentSettled
}

const within = (limit: readonly string[] | undefined, id: string): boolean => limit?.includes(id) ?? true
