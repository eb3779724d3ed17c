import { covers, grantsBy } from './covers.ts'
import { type AccessPolicy, type AccessRequest, type Member, OPEN_TO_ALL } from './policy.ts'
import { describeMember, listOf } from './sentences.ts'

/** The entries of the policy whose people may do something. */
export interface Holders {
  readonly everyone: boolean
  readonly members: readonly Member[]
}

/** As many as one sentence can carry. */
export const HOLDERS_NAMED = 5

export function whoMay(request: AccessRequest, policy: AccessPolicy): Holders {
  const members = policy.members.filter((member) => grantsBy(member, policy).some(({ role }) => covers(role, request)))
  const everyone = OPEN_TO_ALL.has(request.intent) || members.some(({ who }) => who.kind === 'everyone')
  return { everyone, members }
}

/** Whether any person or group may at all; what cannot be permitted need not be asked for. */
export function somebodyMay(request: AccessRequest, policy: AccessPolicy): boolean {
  const { everyone, members } = whoMay(request, policy)
  return everyone || members.length > 0
}

/** Names of the roles that include this; of those, the ones that somebody has, where there are any. */
export function rolesFor(request: AccessRequest, policy: AccessPolicy): readonly string[] {
  const names = policy.roles.filter((role) => covers(role, request)).map(({ name }) => name)
  const held = names.filter((name) => policy.members.some(({ roles }) => roles.includes(name)))
  return held.length > 0 ? held : names
}

/**
 * A sentence on whom to ask.
 * @param what What it is, as it follows “may”: `deploy billionmail in production`. Left out where it was just said.
 */
export function describeHolders({ everyone, members }: Holders, what?: string): string {
  const may = what === undefined ? 'may' : `may ${what}`
  if (everyone) return `Everyone ${may}.`
  if (members.length === 0)
    return `Nobody ${may}: give somebody a role that includes it, under access: in shipmate.yaml.`
  const named = members.slice(0, HOLDERS_NAMED).map(describeMember)
  const others = members.length - named.length
  return `Those who ${may}: ${listOf(others > 0 ? [...named, `${others} more`] : named)}.`
}
