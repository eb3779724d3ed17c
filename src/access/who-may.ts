import type { Texts } from '../texts/texts.ts'
import { covers, grantsBy } from './covers.ts'
import { type AccessPolicy, type AccessRequest, type Member, OPEN_TO_ALL } from './policy.ts'
import { describeMember } from './sentences.ts'

/** The entries of the policy whose people may do something. */
export interface Holders {
  readonly everyone: boolean
  readonly members: readonly Member[]
}

/** As many as one sentence can carry. */
export const HOLDERS_NAMED = 5

export function whoMay(request: AccessRequest, policy: AccessPolicy): Holders {
  const members = policy.members.filter(
    (member) => grantsBy(member, policy).some(({ role }) => covers(role, request)) && hasRole(member, request),
  )
  const everyone = OPEN_TO_ALL.has(request.intent) || members.some(({ who }) => who.kind === 'everyone')
  return { everyone, members }
}

const hasRole = ({ roles }: Member, request: AccessRequest): boolean =>
  request.roles === undefined || roles.some((role) => request.roles?.includes(role))

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
 * @param deed What it is, as it follows “may”: `deploy billionmail in production`. Left out where it was just said.
 */
export function describeHolders({ everyone, members }: Holders, texts: Texts, deed?: string): string {
  const { holders, holdersOf } = texts.access
  if (everyone) return deed === undefined ? holders.everyone : holdersOf.everyone({ deed })
  if (members.length === 0) return deed === undefined ? holders.nobody : holdersOf.nobody({ deed })
  const named = members.slice(0, HOLDERS_NAMED).map((member) => describeMember(member, texts))
  const others = members.length - named.length
  const names = texts.formats.allOf(others > 0 ? [...named, holders.more({ count: others })] : named)
  return deed === undefined ? holders.named({ names }) : holdersOf.named({ deed, names })
}
